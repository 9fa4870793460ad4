using System.Globalization;
using CuaRl.Silo.Tests.Service.Monitor;
using CuaRl.Silo.Tests.Service.Trees;

namespace CuaRl.Silo.Tests.Service.Live;

/// <summary>Reports of a training, numbered from 1, for its followers.</summary>
internal static class Reports
{
    public static async Task ReportAsync(this ServiceInProcess service, RecordedTraining recorded, int count)
    {
        for (var i = 1; i <= count; i++)
        {
            await service.Grains.GetTraining(recorded.Training.Id)
                .Report(new() { StatusMessage = i.ToString(CultureInfo.InvariantCulture) });
        }
    }
}
