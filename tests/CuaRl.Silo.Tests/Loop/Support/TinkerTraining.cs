using CuaRl.Adapters.Trainers.Tinker;
using CuaRl.TestKit.Tinker;
using Microsoft.Extensions.DependencyInjection;

namespace CuaRl.Silo.Tests.Loop.Support;

/// <summary>Trainings by Tinker at a server of this machine.</summary>
internal static class TinkerTraining
{
    /// <summary>The flags that make a training one of the server's model.</summary>
    public static string[] Flags { get; } =
        ["provider=tinker", "model_name=cuarl/bytes", "box_type=simulated", "tinker_api_key=not-in-the-record", "warm_start=false"];

    public static TrainingDefinition Define(string name, params string[] flags) => ShortTraining.Define(name, [.. Flags, .. flags]);

    /// <summary>Has a service train at the server, without pauses that hold up tests.</summary>
    public static Action<IServiceCollection> At(TinkerServer server) => services => services.AddSingleton(new TinkerOptions
    {
        ApiKey = server.ApiKey,
        BaseUrl = server.Url,
        FirstPause = TimeSpan.FromMilliseconds(5),
        LongestPause = TimeSpan.FromMilliseconds(100),
        PollPause = TimeSpan.FromMilliseconds(2),
    });
}
