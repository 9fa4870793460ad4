using System.Net;
using System.Text;
using System.Text.Json;
using CuaRl.TestKit.Processes;

namespace CuaRl.Silo.Tests.Commands;

/// <summary>The emulator as users start it.</summary>
public sealed class GBoxEmulatorCommandTests
{
    [Fact]
    public async Task Emulator_Started_ServesBoxesAndEndsWhenTold()
    {
        await using var service = await StartAsync("--faults", """{"error": 1, "limit": 1}""", "--seed", "7");
        service.Http.DefaultRequestHeaders.Authorization = new("Bearer", "any");

        using var failed = await CreateAsync(service.Http);
        using var made = await CreateAsync(service.Http);
        var box = JsonSerializer.Deserialize<JsonElement>(await made.Content.ReadAsStringAsync());
        var display = await service.Http.GetStringAsync($"/api/v1/boxes/{box.GetProperty("id").GetString()}/display");
        var audit = JsonSerializer.Deserialize<JsonElement>(await service.Http.GetStringAsync("/emulator/boxes"));

        Assert.Equal((HttpStatusCode.InternalServerError, HttpStatusCode.OK), (failed.StatusCode, made.StatusCode));
        Assert.Equal(("running", "linux"), (box.GetProperty("status").GetString(), box.GetProperty("type").GetString()));
        Assert.Contains("\"width\":360", display, StringComparison.Ordinal);
        Assert.Equal((1, 1), (audit.GetProperty("created").GetInt32(), audit.GetProperty("live").GetInt32()));
        Assert.Equal(0, await service.TerminateAsync());
    }

    [Theory]
    [InlineData("""{"error": 2}""", "rates of faults must be from 0 to 1")]
    [InlineData("""{"errors": 1}""", "the faults of the emulator cannot be read")]
    [InlineData("nonsense", "the faults of the emulator cannot be read")]
    public async Task Emulator_FaultsThatAreNone_EndsWithTheReason(string faults, string reason)
    {
        var result = await RunAsync("--faults", faults);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Emulator_OpenToOthersWithoutAKey_EndsWithTheReason()
    {
        var result = await RunAsync("--urls", "http://0.0.0.0:0");

        Assert.Equal(1, result.ExitCode);
        Assert.Contains("GBOX_API_KEY", result.Error, StringComparison.Ordinal);
    }

    private static Task<HttpResponseMessage> CreateAsync(HttpClient http) =>
        http.PostAsync("/api/v1/boxes/linux", new StringContent("{}", Encoding.UTF8, "application/json"));

    private static Task<ServiceProcess> StartAsync(params string[] options) =>
        ServiceProcess.StartAsync(Arguments(["--urls", "http://127.0.0.1:0", .. options]));

    private static Task<ProgramResult> RunAsync(params string[] options) => CuarlProgram.RunAsync(Arguments(options));

    private static ProgramArguments Arguments(string[] options) => new(AppContext.BaseDirectory, ["gbox-emulator", .. options]);
}
