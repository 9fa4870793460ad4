using System.Security.Cryptography;
using CuaRl.Silo.Tests.Service.Runs;
using CuaRl.TestKit.Postgres;

namespace CuaRl.Silo.Tests.Service.Blobs;

public sealed class BlobApiTests(RunningServiceFixture fixture) : IClassFixture<RunningServiceFixture>
{
    private HttpClient Http => fixture.Http;

    [PostgresFact]
    public async Task Put_Blob_IsStoredOnceAndComesBackAsItWent()
    {
        var content = RandomNumberGenerator.GetBytes(300_000);
        var hash = Convert.ToHexStringLower(SHA256.HashData(content));

        using var first = await PutAsync(content, "image/png");
        using var second = await PutAsync(content, "image/png");

        Assert.Equal((201, 200), ((int)first.StatusCode, (int)second.StatusCode));
        Assert.Equal($"/api/v1/blobs/{hash}", first.Headers.Location!.OriginalString);
        var stored = await second.JsonAsync();
        Assert.Equal((hash, "image/png", 300_000), (stored.Text("sha256"), stored.Text("media_type"), stored.Number("size")));
        using var answer = await Http.GetAsync($"/api/v1/blobs/{hash}");
        Assert.Equal(content, await answer.Content.ReadAsByteArrayAsync());
        Assert.Equal("image/png", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal($"\"{hash}\"", answer.Headers.ETag!.Tag);
        Assert.Contains("immutable", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal("inline", answer.Content.Headers.ContentDisposition!.DispositionType);

        using var request = new HttpRequestMessage(HttpMethod.Get, $"/api/v1/blobs/{hash}");
        request.Headers.IfNoneMatch.Add(answer.Headers.ETag);
        using var known = await Http.SendAsync(request);
        Assert.Equal(304, (int)known.StatusCode);
    }

    [PostgresTheory]
    [InlineData("text/html; charset=utf-8")]
    [InlineData("image/svg+xml")]
    [InlineData("application/javascript")]
    public async Task Get_BlobThatABrowserCouldRun_IsADownload(string mediaType)
    {
        using var put = await PutAsync(RandomNumberGenerator.GetBytes(10), mediaType);
        var stored = await put.JsonAsync();

        using var answer = await Http.GetAsync($"/api/v1/blobs/{stored.Text("sha256")}");

        Assert.Equal("attachment", answer.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
        Assert.Contains("sandbox", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        Assert.Equal(mediaType, answer.Content.Headers.ContentType!.ToString());
    }

    [PostgresFact]
    public async Task Put_BlobNamedByAState_IsThere()
    {
        using var put = await PutAsync([1, 2, 3], "application/octet-stream");
        var hash = (await put.JsonAsync()).Text("sha256");
        var run = await Http.CreateRunAsync();

        await Http.PostJsonAsync($"/api/v1/runs/{run}/states", $$"""{"states":[{"observation":1,"blobs":["{{hash}}"]}]}""");

        var state = await Http.GetJsonAsync($"/api/v1/states/{run}.0");
        Assert.Equal($"[\"{hash}\"]", state.GetProperty("blobs").GetRawText());
    }

    [PostgresFact]
    public async Task Put_TooLargeOrEmpty_IsRefused()
    {
        using var large = await PutAsync(new byte[32 * 1024 * 1024 + 1], "image/png");
        using var empty = await PutAsync([], "image/png");

        Assert.Equal((413, 422), ((int)large.StatusCode, (int)empty.StatusCode));
    }

    [PostgresTheory]
    [InlineData("ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff")]
    [InlineData("x")]
    [InlineData("..%2f..%2fetc")]
    public async Task Get_NothingByThatHash_Is404(string hash) =>
        Assert.Equal(404, (await Http.RefusedAsync(HttpMethod.Get, $"/api/v1/blobs/{hash}")).Status);

    private async Task<HttpResponseMessage> PutAsync(byte[] content, string mediaType)
    {
        using var body = new ByteArrayContent(content);
        body.Headers.TryAddWithoutValidation("Content-Type", mediaType);
        return await Http.PutAsync("/api/v1/blobs", body);
    }
}
