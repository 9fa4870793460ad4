using System.Reflection;
using System.Runtime.InteropServices;
using System.Text.Json.Serialization;

namespace CuaRl.Benchmarks.Harness;

/// <summary>Where a figure was measured; absolutes mean little without it.</summary>
internal sealed record Machine(
    [property: JsonPropertyName("os")] string Os,
    [property: JsonPropertyName("cpu")] string Cpu,
    [property: JsonPropertyName("cores")] int Cores,
    [property: JsonPropertyName("memory_gib")] double MemoryGib,
    [property: JsonPropertyName("runtime")] string Runtime,
    [property: JsonPropertyName("server_gc")] bool ServerGc,
    [property: JsonPropertyName("orleans_engine")] string OrleansEngine)
{
    public static Machine Current() => new(
        RuntimeInformation.OSDescription,
        CpuModel(),
        Environment.ProcessorCount,
        Math.Round(GC.GetGCMemoryInfo().TotalAvailableMemoryBytes / (double)(1 << 30), 1),
        RuntimeInformation.FrameworkDescription,
        System.Runtime.GCSettings.IsServerGC,
        Engine);

    /// <summary>The engine that this was built for.</summary>
    public static string Engine { get; } =
        typeof(Machine).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .SingleOrDefault(metadata => metadata.Key == "OrleansEngine")?.Value ?? "unknown";

    private static string CpuModel()
    {
        const string Info = "/proc/cpuinfo";
        var line = File.Exists(Info)
            ? File.ReadLines(Info).FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))
            : null;
        return line?[(line.IndexOf(':') + 1)..].Trim() ?? RuntimeInformation.ProcessArchitecture.ToString();
    }
}
