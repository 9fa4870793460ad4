using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Service;

namespace CuaRl.Benchmarks.Devices;

internal sealed class DevicesBenchmark : IBenchmark
{
    public string Name => "devices";

    public string Description =>
        "The simulated phone on one core, and devices behind a pool: their overhead, leases while 1,000 wait, and 10,000 at once. "
        + "Example: ./cuarl bench devices --json";

    public async Task<IReadOnlyList<Figure>> RunAsync(bool quick, IProgress<string> progress)
    {
        var sizes = quick ? DeviceSizes.Quick : DeviceSizes.Full;
        List<Figure> figures = [];
        progress.Report("actions on a phone");
        figures.Add(PhoneFigures.MeasureActions(sizes));
        progress.Report("pictures");
        figures.AddRange(PhoneFigures.MeasurePictures(sizes));
        await using var service = await BenchService.StartAsync();
        progress.Report("actions through a device's grain and by its driver");
        figures.Add(await OverheadFigures.MeasureAsync(service, sizes));
        progress.Report("leases while many wait");
        figures.Add(await LeaseFigures.MeasureAsync(service, sizes));
        progress.Report($"{sizes.Devices:#,0} devices at once");
        figures.Add(await CrowdFigures.MeasureAsync(service, sizes));
        return figures;
    }
}
