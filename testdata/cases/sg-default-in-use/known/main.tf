resource "aws_vpc" "deny_existing_default_group_not_managed" {
  cidr_block = "10.0.0.0/16"
}

resource "aws_security_group" "app" {
  name   = "app"
  vpc_id = aws_vpc.deny_existing_default_group_not_managed.id
}

resource "aws_subnet" "main" {
  vpc_id     = aws_vpc.deny_existing_default_group_not_managed.id
  cidr_block = "10.0.0.0/24"
}

module "card" {
  source = "./modules/card"

  network = {
    vpc     = aws_vpc.deny_existing_default_group_not_managed.id
    subnet  = aws_subnet.main.id
    groups  = [aws_security_group.app.id]
    default = aws_vpc.deny_existing_default_group_not_managed.default_security_group_id
  }
}
