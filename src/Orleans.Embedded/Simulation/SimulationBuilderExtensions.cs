using Microsoft.Extensions.DependencyInjection;
using Orleans.Configuration;
using Orleans.Hosting;

namespace Orleans.TestingHost;

internal static class SimulationBuilderExtensions
{
    /// <summary>The silo, its clock and its calls run in the simulation. Deploy the cluster before <see cref="Simulation.Run"/>.</summary>
    public static Simulation UseSimulation(
        this InProcessTestClusterBuilder builder, int seed, SimulationOptions? options = null)
    {
        var simulation = new Simulation(seed, options ?? new());
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton<TimeProvider>(simulation.Time);
            silo.Configure<EmbeddedOptions>(embedded => embedded.Simulation = simulation);
        });
        return simulation;
    }
}
