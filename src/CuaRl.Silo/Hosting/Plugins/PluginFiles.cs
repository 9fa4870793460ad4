using System.Reflection;

namespace CuaRl.Silo.Hosting.Plugins;

/// <summary>The DLLs that an option names, each to be loaded with those of its folder.</summary>
internal static class PluginFiles
{
    /// <summary>What the option or variable names, as absolute paths.</summary>
    /// <exception cref="ConfigurationException">There is no such file or folder.</exception>
    public static IReadOnlyList<string> Parse(string? text) =>
    [
        .. from path in (text ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
           select File.Exists(path) || Directory.Exists(path)
               ? Path.GetFullPath(path)
               : throw new ConfigurationException(
                   $"--plugins and {ServiceSettings.PluginsVariable} name '{path}'; there is no such file or folder"),
    ];

    /// <summary>
    /// The assemblies at a path: the file itself, or those of the folder's DLLs that are built against the service's interfaces; the
    /// rest of a folder is what those need.
    /// </summary>
    /// <exception cref="ConfigurationException">It is no assembly, or one of the service itself.</exception>
    public static IReadOnlyList<Assembly> Load(string path)
    {
        if (Directory.Exists(path))
        {
            string[] own = [.. Directory.GetFiles(path, "*.dll").Order(StringComparer.Ordinal).Where(IsOwn)];
            var context = new PluginContext(path, own);
            return [.. own.Select(file => Load(context, file)).Where(UsesInterfaces)];
        }

        return NameOf(path) is not { } name
            ? throw new ConfigurationException($"the plugin {path} is no .NET assembly")
            : PluginContext.IsShared(name)
                ? throw new ConfigurationException($"the plugin {path} is a part of the service itself: name the DLL of your own project")
                : [Load(new PluginContext(Path.GetDirectoryName(path)!, [path]), path)];
    }

    private static Assembly Load(PluginContext context, string file)
    {
        try
        {
            return context.LoadFromAssemblyPath(file);
        }
        catch (Exception error) when (error is IOException or BadImageFormatException)
        {
            throw new ConfigurationException($"the plugin {file} cannot be loaded: {error.Message}", error);
        }
    }

    private static bool IsOwn(string file) => NameOf(file) is { } name && !PluginContext.IsShared(name);

    private static bool UsesInterfaces(Assembly assembly) => assembly.GetReferencedAssemblies()
        .Any(reference => reference.Name is "CuaRl.Core" or "CuaRl.Grains" or "CuaRl.Abstractions");

    /// <summary>The name of the assembly in a file; null when it holds none.</summary>
    private static string? NameOf(string file)
    {
        try
        {
            return AssemblyName.GetAssemblyName(file).Name;
        }
        catch (BadImageFormatException)
        {
            return null;
        }
    }
}
