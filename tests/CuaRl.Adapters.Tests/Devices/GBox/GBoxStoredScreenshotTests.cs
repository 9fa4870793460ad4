using CuaRl.Adapters.Devices.GBox;

namespace CuaRl.Adapters.Tests.Devices.GBox;

public sealed class GBoxStoredScreenshotTests() : GBoxContract(GBoxDriver.Android, storesScreenshots: true);
