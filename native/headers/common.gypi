# What node-gyp wants of a Node source tree, reduced to what this addon needs. Given as --nodedir, so that a build
# needs neither an installed Node development package nor a download: the Node-API headers come from the npm package
# node-api-headers, and the ABI is the same in every Node and Electron.
{
  'target_defaults': {
    'default_configuration': 'Release',
    'configurations': { 'Release': {}, 'Debug': {} },
  },
}
