using System.Reflection;

namespace CuaRl.Silo.Hosting;

/// <summary>Which Orleans stands behind the grains of this build: stamped by Directory.Build.targets.</summary>
internal static class OrleansEngine
{
    /// <summary><c>embedded</c> or <c>packages</c>.</summary>
    public static string Name { get; } = typeof(OrleansEngine).Assembly
        .GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(metadata => metadata.Key == "OrleansEngine").Value!;
}
