using CuaRl.Adapters.Postgres.Server;
using CuaRl.TestKit.Postgres;
using Microsoft.Extensions.Logging.Abstractions;

namespace CuaRl.Adapters.Tests.Postgres;

public sealed class NpmBinariesTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("npm");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Install_Package_HasItsLinksAndIsFetchedOnce()
    {
        var npm = Script(
            """
            echo "$@" >> "$(dirname "$0")/calls"
            package="$3/node_modules/$(echo "$8" | sed 's/@[^@]*$//')"
            mkdir -p "$package/native/bin" "$package/native/lib"
            touch "$package/native/lib/libpq.so.5.18"
            echo '[{"source":"native/lib/libpq.so.5.18","target":"native/lib/libpq.so.5"}]' > "$package/native/pg-symlinks.json"
            """);

        var first = await InstallAsync(npm);
        var second = await InstallAsync(npm);

        Assert.Equal(first, second);
        Assert.Contains(
            "--ignore-scripts", Assert.Single(await File.ReadAllLinesAsync(Path.Combine(_folder, "calls"))), StringComparison.Ordinal);
        var link = new FileInfo(Path.Combine(first!, "..", "lib", "libpq.so.5"));
        Assert.Equal("libpq.so.5.18", link.LinkTarget);
    }

    [Fact]
    public async Task Install_LinkOutOfThePackage_IsRefused()
    {
        var npm = Script(
            """
            package="$3/node_modules/$(echo "$8" | sed 's/@[^@]*$//')"
            mkdir -p "$package/native/bin"
            echo '[{"source":"native/x","target":"../../../../escaped"}]' > "$package/native/pg-symlinks.json"
            """);

        await Assert.ThrowsAsync<ConfigurationException>(() => InstallAsync(npm));
    }

    [Fact]
    public async Task Install_NpmFailsOrIsMissing_FindsNothing()
    {
        Assert.Null(await InstallAsync(Script("echo 'npm error 404'; exit 1")));
        Assert.Null(await InstallAsync(null));
        Assert.Empty(Directory.GetDirectories(Path.Combine(_folder, "programs")));
    }

    private Task<string?> InstallAsync(string? npm) =>
        NpmBinaries.InstallAsync(npm, Path.Combine(_folder, "programs"), NullLogger.Instance, default);

    private string Script(string body)
    {
        var path = Path.Combine(_folder, "npm");
        File.WriteAllText(path, $"#!/bin/sh\n{body}\n");
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        return path;
    }
}
