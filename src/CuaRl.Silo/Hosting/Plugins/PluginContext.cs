using System.Reflection;
using System.Runtime.Loader;

namespace CuaRl.Silo.Hosting.Plugins;

/// <summary>
/// Loads the DLLs of a user and what they need. What the service itself is made of is always the service's own, copies beside a
/// plugin or not: an interface loaded twice would be two interfaces.
/// </summary>
internal sealed class PluginContext : AssemblyLoadContext
{
    private static readonly HashSet<string> Shared = new(
        ((string?)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES") ?? "").Split(Path.PathSeparator)
            .Select(file => Path.GetFileNameWithoutExtension(file)),
        StringComparer.OrdinalIgnoreCase);

    private readonly string _folder;
    private readonly AssemblyDependencyResolver[] _resolvers;

    public PluginContext(string folder, IReadOnlyList<string> files) : base(folder)
    {
        _folder = folder;
        _resolvers =
        [
            .. from file in files
               where File.Exists(Path.ChangeExtension(file, ".deps.json"))
               select new AssemblyDependencyResolver(file),
        ];
    }

    /// <summary>Whether the service has an assembly of that name.</summary>
    public static bool IsShared(string? name) => name is not null && Shared.Contains(name);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        if (IsShared(assemblyName.Name))
        {
            return null;
        }

        var beside = Path.Combine(_folder, $"{assemblyName.Name}.dll");
        var file = _resolvers.Select(resolver => resolver.ResolveAssemblyToPath(assemblyName)).FirstOrDefault(found => found is not null)
            ?? (File.Exists(beside) ? beside : null);
        return file is null ? null : LoadFromAssemblyPath(file);
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolvers.Select(resolver => resolver.ResolveUnmanagedDllToPath(unmanagedDllName)).FirstOrDefault(found => found is not null)
            is { } file
                ? LoadUnmanagedDllFromPath(file)
                : 0;
}
