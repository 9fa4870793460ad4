using CuaRl.Silo.Tests.Service.Monitor;
using CuaRl.Silo.Tests.Service.Trees;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Live;

public sealed class LiveRestartTests(ServiceInProcess service) : IClassFixture<ServiceInProcess>, IDisposable
{
    private readonly HttpClient _http = new() { Timeout = Timeout.InfiniteTimeSpan };

    public void Dispose() => _http.Dispose();

    [PostgresFact]
    public async Task Follow_OverARestart_EndsAsItShouldAndGoesOnWhereItWas()
    {
        var recorded = await RecordedTraining.RecordAsync(service, "restart");
        using var before = await OpenAsync(recorded);
        await service.ReportAsync(recorded, 3);
        Assert.Equal(["1"], await before.ReadReportsAsync(1));
        var last = before.LastId;

        await service.RestartAsync();

        while (await before.ReadAsync() is not null)
        {
        }

        using var after = await OpenAsync(recorded, last);
        Assert.Equal(["2", "3"], await after.ReadReportsAsync(2));
    }

    private Task<EventReader> OpenAsync(RecordedTraining recorded, string? lastId = null) => EventReader.OpenAsync(
        _http, new Uri(service.Address, $"/api/v1/trainings/{recorded.Training.Id}/events"), lastId);
}
