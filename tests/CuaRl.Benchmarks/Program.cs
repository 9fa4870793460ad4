using System.CommandLine;
using CuaRl.Benchmarks.Devices;
using CuaRl.Benchmarks.Engine;
using CuaRl.Benchmarks.Grpo;
using CuaRl.Benchmarks.Harness;
using CuaRl.Benchmarks.Loop;
using CuaRl.Benchmarks.Policy;
using CuaRl.Benchmarks.Record;
using CuaRl.Benchmarks.Store;
using CuaRl.Benchmarks.Tree;
using Spectre.Console;

IBenchmark[] benchmarks =
[
    new EngineBenchmark(), new StoreBenchmark(), new TreeBenchmark(), new RecordBenchmark(), new DevicesBenchmark(),
    new GrpoBenchmark(), new PolicyBenchmark(), new LoopBenchmark(),
];

var json = new Option<bool>("--json") { Description = "Print one JSON object instead of a table." };
var quick = new Option<bool>("--quick") { Description = "A smoke run of seconds; its figures mean nothing." };
var root = new RootCommand("Measures CuaRl.Grains against raw counterparts in the same run. Example: ./cuarl bench engine --json");
foreach (var benchmark in benchmarks)
{
    var command = new Command(benchmark.Name, benchmark.Description) { json, quick };
    command.SetAction(async (arguments, _) =>
    {
        var asJson = arguments.GetValue(json);
        var figures = await MeasureAsync(benchmark, arguments.GetValue(quick), asJson);
        Printer.Print(new Report(benchmark.Name, Machine.Current(), figures), asJson);
        return 0;
    });
    root.Add(command);
}

return await root.Parse(args).InvokeAsync();

static async Task<IReadOnlyList<Figure>> MeasureAsync(IBenchmark benchmark, bool quick, bool silent)
{
    if (silent)
    {
        return await benchmark.RunAsync(quick, new Progress<string>());
    }

    return await AnsiConsole.Status().StartAsync(benchmark.Name, context =>
        benchmark.RunAsync(quick, new Progress<string>(what => context.Status(Markup.Escape(what)))));
}
