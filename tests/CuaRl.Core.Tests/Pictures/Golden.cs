using System.Runtime.CompilerServices;

namespace CuaRl.Core.Tests.Pictures;

/// <summary>Pictures as they were looked at and found good. <c>CUARL_UPDATE_PICTURES=1</c> writes them anew, to be looked at again.</summary>
internal static class Golden
{
    private const string Update = "CUARL_UPDATE_PICTURES";

    public static void Check(string name, string svg, [CallerFilePath] string caller = "")
    {
        var file = Path.Combine(Path.GetDirectoryName(caller)!, "golden", name);
        if (Environment.GetEnvironmentVariable(Update) == "1")
        {
            File.WriteAllText(file, svg);
        }

        Assert.Equal(File.ReadAllText(file), svg);
    }
}
