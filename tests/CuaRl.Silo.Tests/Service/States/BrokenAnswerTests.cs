using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.States;

public sealed class BrokenAnswerTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresTheory]
    [InlineData("/runs/{run}/states")]
    [InlineData("/runs/{run}/compare/{run}")]
    [InlineData("/api/v1/runs/{run}/export")]
    [InlineData("/api/v1/states/{run}.2499/export")]
    public async Task Get_StatesThatVanishOnTheWay_BreaksTheAnswerOff(string path)
    {
        // More than all buffers on the way hold, so that the service must still read when the states are gone.
        const int Count = 2_500;
        const int Size = 8_000;
        var run = await Http.CreateRunAsync();
        for (var i = 0; i < Count; i += 100)
        {
            var some = Enumerable.Repeat($$"""{"observation":"{{new string('x', Size)}}"}""", 100);
            await Http.PostJsonAsync($"/api/v1/runs/{run}/states", $$"""{"states":[{{string.Join(',', some)}}]}""");
        }

        using var answer = await Http.GetAsync(
            path.Replace("{run}", run, StringComparison.Ordinal), HttpCompletionOption.ResponseHeadersRead);
        Assert.True(answer.IsSuccessStatusCode);
        await using var body = await answer.Content.ReadAsStreamAsync();
        await body.ReadExactlyAsync(new byte[1_000]);
        await using (var command = fixture.Database.Source.CreateCommand("DELETE FROM run_state WHERE run_id = $1 AND step > 2300"))
        {
            command.Parameters.Add(new() { Value = Guid.Parse(run) });
            await command.ExecuteNonQueryAsync();
        }

        await Assert.ThrowsAnyAsync<IOException>(() => body.CopyToAsync(Stream.Null));
    }
}
