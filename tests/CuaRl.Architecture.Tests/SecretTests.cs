using System.Diagnostics;
using System.Text.RegularExpressions;

namespace CuaRl.Architecture.Tests;

public sealed partial class SecretTests
{
    private const int MaxBytes = 1 << 20;

    [Fact]
    public void Repository_InEveryTrackedTextFile_HoldsNothingThatLooksLikeAKey()
    {
        var offenders =
            from file in TrackedFiles()
            let path = Repository.PathOf(file)
            where File.Exists(path) && new FileInfo(path).Length <= MaxBytes
            from Match match in Key().Matches(File.ReadAllText(path))
            select $"{file}: {match.Value[..Math.Min(12, match.Length)]}...";

        Assert.Empty(offenders);
    }

    [Theory]
    [InlineData("eyJhbGciOiJIUzI1NiIsInR5cCI6IkpXVCJ9", ".eyJpc3MiOiJzdXBhYmFzZSJ9", ".c2lnbmF0dXJlLW9mLWEta2V5")]
    [InlineData("sk-", "abcdefghijklmnopqrstuvwxyz012345")]
    [InlineData("ghp_", "abcdefghijklmnopqrstuvwxyz0123456789")]
    [InlineData("AKIA", "ABCDEFGHIJKLMNOP")]
    [InlineData("-----BEGIN ", "PRIVATE KEY-----")]
    public void Pattern_OfAKey_IsRecognised(params string[] parts) => Assert.Matches(Key(), string.Concat(parts));

    private static string[] TrackedFiles()
    {
        using var git = Process.Start(new ProcessStartInfo("git", ["-C", Repository.Root, "ls-files", "-z"])
        {
            RedirectStandardOutput = true,
        })!;
        var names = git.StandardOutput.ReadToEnd();
        git.WaitForExit();
        Assert.Equal(0, git.ExitCode);
        return names.Split('\0', StringSplitOptions.RemoveEmptyEntries);
    }

    [GeneratedRegex(@"eyJ[\w-]{10,}\.eyJ[\w-]{10,}\.[\w-]{10,}|\bsk-[A-Za-z0-9_-]{24,}|\bgh[pousr]_[A-Za-z0-9]{30,}|\bAKIA[A-Z0-9]{16}\b|\bsb[a-z]?_[a-z0-9]{30,}|-----BEGIN [A-Z ]*PRIVATE KEY-----|\bxox[abp]-[A-Za-z0-9-]{20,}|\btml-[A-Za-z0-9]{24,}|\bgbox_[A-Za-z0-9]{20,}")]
    private static partial Regex Key();
}
