# Mount targets of EFS answer at 2049, and a file system without a policy asks nobody who mounts it who it is:
# https://docs.aws.amazon.com/efs/latest/ug/iam-access-control-nfs-efs.html
resource "aws_vpc" "main" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "deny_nfs" {
  name   = "nfs"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 2049
    to_port     = 2049
    protocol    = "tcp"
    cidr_blocks = ["0.0.0.0/0"]
  }
}

resource "aws_security_group" "pass_nfs_of_the_network" {
  name   = "nfs-of-the-network"
  vpc_id = aws_vpc.main.id
  ingress {
    from_port   = 2049
    to_port     = 2049
    protocol    = "tcp"
    cidr_blocks = [aws_vpc.main.cidr_block]
  }
}
