module "database" {
  source    = "./modules/host"
  encrypted = true
}

module "scratch" {
  source = "./modules/scratch"
}

resource "aws_ebs_volume" "this" {
  for_each = { pass_data = true, deny_cache = false }

  availability_zone = "us-east-1a"
  size              = 40
  encrypted         = each.value
}
