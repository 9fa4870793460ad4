using System.Collections.Immutable;
using System.Reflection;
using CuaRl.Core.Rewards;
using CuaRl.Grains.Ports;

namespace CuaRl.Silo.Hosting.Plugins;

/// <summary>The reward functions and validators of a user's own: one object of each public class that can be made without arguments.</summary>
internal sealed partial record Judges
{
    public ImmutableArray<IRewardFunction> RewardFunctions { get; private init; } = [];

    public ImmutableArray<ITaskValidator> Validators { get; private init; } = [];

    /// <exception cref="ConfigurationException">A path holds none, or something at it cannot be used; the message names it.</exception>
    public static Judges Load(IReadOnlyList<string> paths, ILogger logger) =>
        paths.Aggregate(new Judges(), (judges, path) => judges.With(path, logger));

    public void AddTo(IServiceCollection services)
    {
        foreach (var function in RewardFunctions)
        {
            services.AddSingleton(function);
        }

        foreach (var validator in Validators)
        {
            services.AddSingleton(validator);
        }
    }

    private Judges With(string path, ILogger logger)
    {
        object[] made = [.. PluginFiles.Load(path).SelectMany(assembly => ClassesOf(path, assembly)).Select(type => Make(path, type))];
        var functions = made.OfType<IRewardFunction>().ToImmutableArray();
        var validators = made.OfType<ITaskValidator>().ToImmutableArray();
        if (made.Length == 0)
        {
            throw new ConfigurationException(
                $"the plugin {path} has no public class with a constructor without parameters that implements {nameof(IRewardFunction)} "
                + $"or {nameof(ITaskValidator)}");
        }

        string[] names = [.. functions.Select(function => function.Name), .. validators.Select(validator => validator.Name)];
        if (names.Any(string.IsNullOrWhiteSpace))
        {
            throw new ConfigurationException($"the plugin {path} has a reward function or validator without a name");
        }

        Log.Loaded(logger, path, string.Join(", ", names));
        return new Judges
        {
            RewardFunctions = RewardFunctions.AddRange(functions),
            Validators = Validators.AddRange(validators),
        };
    }

    private static IEnumerable<Type> ClassesOf(string path, Assembly assembly)
    {
        try
        {
            return
            [
                .. from type in assembly.GetExportedTypes()
                   where type is { IsClass: true, IsAbstract: false, ContainsGenericParameters: false }
                   where type.IsAssignableTo(typeof(IRewardFunction)) || type.IsAssignableTo(typeof(ITaskValidator))
                   where type.GetConstructor(Type.EmptyTypes) is not null
                   select type,
            ];
        }
        catch (Exception error) when (error is IOException or TypeLoadException or BadImageFormatException)
        {
            throw new ConfigurationException(
                $"the plugin {path} does not fit this service: {error.Message}; build it against the DLLs of this version", error);
        }
    }

    private static object Make(string path, Type type)
    {
        try
        {
            return Activator.CreateInstance(type)!;
        }
        catch (Exception error)
        {
            // A user's code: whatever its constructor throws, it is named.
            throw new ConfigurationException(
                $"the plugin {path} cannot make {type.FullName}: {(error.InnerException ?? error).Message}", error);
        }
    }

    private static partial class Log
    {
        [LoggerMessage(4221, LogLevel.Information, "Plugin {Path}: {Names}")]
        public static partial void Loaded(ILogger logger, string path, string names);
    }
}
