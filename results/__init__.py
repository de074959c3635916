"""Results in public (tình hình và kết quả giải quyết): what became of dossiers, in numbers that anyone can open."""
