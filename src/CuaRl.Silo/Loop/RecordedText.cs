using CuaRl.Core.Text;

namespace CuaRl.Silo.Loop;

/// <summary>What an error says, as far as a record takes it: whoever is to end something must not be refused for its length.</summary>
internal static class RecordedText
{
    private const int Most = 2_000;

    public static string Of(Exception error) => Of(string.IsNullOrWhiteSpace(error.Message) ? error.GetType().Name : error.Message);

    public static string Of(string text) => PlainText.Clean(text, Most);
}
