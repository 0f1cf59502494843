# What Terraform's functions give, for the evaluator to agree with.
variable "team" {
  type    = object({ name = string, size = optional(number) })
  default = { name = "Data & Ops" }
}

locals {
  range = "10.20.0.0/16"
  arn   = "arn:aws:iam::123456789012:role/team/ops-1"
}

resource "terraform_data" "addresses" {
  input = {
    subnets = [for i in range(3) : cidrsubnet(local.range, 8, i)]
    odd     = cidrsubnet("10.20.30.40/13", 5, 17)
    wide    = cidrsubnet("fd00:fd12:3456:7890::/56", 8, 162)
    first   = cidrhost(local.range, 1)
    last    = cidrhost(local.range, -2)
    six     = cidrhost("fd00:fd12:3456:7890:00a2::/72", 34)
    mask    = cidrnetmask("172.16.0.0/12")
  }
}

resource "terraform_data" "forms" {
  input = {
    encoded = base64encode("héllo")
    decoded = base64decode("aMOpbGxv")
    url     = urlencode("${var.team.name}/x=1?~é")
    digest  = sha256("plangate")
    long    = sha512("plangate")
    short   = base64sha256("plangate")
  }
}

resource "terraform_data" "matches" {
  input = {
    whole  = regex("[0-9]{12}", local.arn)
    groups = regex("^arn:aws:([a-z]+)::(\\d+):", local.arn)
    named  = regex("role/(?P<path>[^/]+)/(?P<name>.+)$", local.arn)
    all    = regexall("[a-z]+", "one 2 three")
    none   = regexall("(x)(y)", "one")
    either = try(regex("^x", local.arn), "no")
  }
}

resource "terraform_data" "tries" {
  input = {
    there   = can(var.team.name)
    missing = can(var.team["colour"])
    number  = can(tonumber("12"))
    match   = can(regex("^arn:", local.arn))
    no      = can(regex("^x", local.arn))
  }
}
