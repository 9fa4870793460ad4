using System.Collections.Immutable;
using CuaRl.Core.Phones.Layout;
using CuaRl.Core.Phones.State;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Phones.Pages.Settings;

/// <summary>After which time the screen turns off.</summary>
internal sealed class TimeoutDialog() : DialogPage(Id)
{
    public const string Id = "settings.display.timeout";

    private static readonly ImmutableArray<Change> Choices =
    [
        .. TimeoutWords.All.Select(choice =>
            new Change(phone => phone.Close().With(PhoneSetting.Timeout, choice.Milliseconds))),
    ];

    /// <summary>The time that is chosen, as it is shown.</summary>
    public static string Shown(PhoneState phone)
    {
        var chosen = phone.Number(PhoneSetting.Timeout);
        return TimeoutWords.Of(chosen) is { } word ? phone.Say(word) : $"{chosen / 1_000} s";
    }

    protected override string Title(PhoneState phone, OpenPage open) => phone.Say(Words.Timeout);

    protected override void AddRows(PhoneState phone, OpenPage open, RowList rows)
    {
        var chosen = phone.Number(PhoneSetting.Timeout);
        for (var i = 0; i < Choices.Length; i++)
        {
            var (milliseconds, word) = TimeoutWords.All[i];
            rows.Radio(word, milliseconds == chosen, Choices[i]);
        }
    }

    protected override Row[] Buttons(PhoneState phone, OpenPage open) =>
        [Button(phone, Words.Cancel, static phone => phone.Close())];
}
