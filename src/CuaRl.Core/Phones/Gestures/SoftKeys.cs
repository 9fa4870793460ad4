using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.State;

namespace CuaRl.Core.Phones.Gestures;

/// <summary>The keys of the phone's own keyboard, by their names in <see cref="KeyboardKeys"/>.</summary>
internal static class SoftKeys
{
    public static PhoneState Tapped(PhoneState phone, string key) => key switch
    {
        KeyboardKeys.Shift => Show(phone, phone.Top.Keyboard is KeyboardPage.Letters ? KeyboardPage.Capital : KeyboardPage.Letters),
        KeyboardKeys.Symbols => Show(phone, KeyboardPage.Symbols),
        KeyboardKeys.MoreSymbols => Show(phone, KeyboardPage.MoreSymbols),
        KeyboardKeys.Letters => Show(phone, KeyboardPage.Letters),
        _ => Typed(phone, key),
    };

    public static PhoneState DoubleTapped(PhoneState phone, string key) => key == KeyboardKeys.Shift
        ? Show(phone, KeyboardPage.Capitals)
        : Tapped(Tapped(phone, key), key);

    private static PhoneState Typed(PhoneState phone, string key)
    {
        var page = phone.Top.Keyboard;
        var isCapital = page is KeyboardPage.Capital or KeyboardPage.Capitals;
        var next = Typing.Key(phone, isCapital && key.Length == 1 ? key.ToUpperInvariant() : key);
        return page switch
        {
            // A capital is one letter; after signs, a space goes on with letters.
            KeyboardPage.Capital when key.Length == 1 => Show(next, KeyboardPage.Letters),
            KeyboardPage.Symbols or KeyboardPage.MoreSymbols when key == "space" => Show(next, KeyboardPage.Letters),
            _ => next,
        };
    }

    private static PhoneState Show(PhoneState phone, KeyboardPage page) => phone.WithTop(phone.Top with { Keyboard = page });
}
