"""Running the portal for the public: containers, nginx, and what checks their files without a container engine."""
