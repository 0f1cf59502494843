module "trail" {
  source   = "./modules/trail"
  for_each = { deny_paused = false, pass_running = true }

  name    = each.key
  logging = each.value
}
