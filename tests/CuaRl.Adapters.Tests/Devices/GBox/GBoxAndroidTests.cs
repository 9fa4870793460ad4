using CuaRl.Adapters.Devices.GBox;

namespace CuaRl.Adapters.Tests.Devices.GBox;

public sealed class GBoxAndroidTests() : GBoxContract(GBoxDriver.Android, storesScreenshots: false);
