using System.Collections.Frozen;

namespace CuaRl.Core.Phones.Pictures.Icons;

/// <summary>The icons that the painter knows, as strokes on 24 by 24. A line of the table: the name, its path.</summary>
internal static class IconPaths
{
    private const string Table = """
        wifi M2 9C7.5 3.6 16.5 3.6 22 9M5.2 12.6C9 9 15 9 18.8 12.6M8.5 16C10.5 14.2 13.5 14.2 15.5 16M12 19.6L12 19.7
        bluetooth M6.5 7L17 17L12 21.5L12 2.5L17 7L6.5 17
        airplane M12 2.5C10.6 2.5 10.3 4.5 10.3 6L10.3 9.5L2.5 14.5L2.5 16.5L10.3 14L10.3 18.5L8 20.3L8 21.5L12 20.5L16 21.5L16 20.3L13.7 18.5L13.7 14L21.5 16.5L21.5 14.5L13.7 9.5L13.7 6C13.7 4.5 13.4 2.5 12 2.5
        battery M3 7.5L18.5 7.5L18.5 16.5L3 16.5L3 7.5M21.5 10.5L21.5 13.5M6.5 11L6.5 13M9.5 11L9.5 13M12.5 11L12.5 13
        brightness O12 12 4.2 4.2M12 2L12 3.6M12 20.4L12 22M2 12L3.6 12M20.4 12L22 12M4.9 4.9L6 6M18 18L19.1 19.1M4.9 19.1L6 18M18 6L19.1 4.9
        sound M11.5 5L7 9L3 9L3 15L7 15L11.5 19L11.5 5M15.2 9.2C16.8 10.8 16.8 13.2 15.2 14.8M18.2 6.2C21.4 9.4 21.4 14.6 18.2 17.8
        mute M11.5 5L7 9L3 9L3 15L7 15L11.5 19L11.5 5M16 9.5L21 14.5M21 9.5L16 14.5
        apps M5 5L5 5.1M12 5L12 5.1M19 5L19 5.1M5 12L5 12.1M12 12L12 12.1M19 12L19 12.1M5 19L5 19.1M12 19L12 19.1M19 19L19 19.1
        folder M3 19L3 5.5L9 5.5L11.2 8L21 8L21 19L3 19
        file M14 2.5L5.5 2.5L5.5 21.5L18.5 21.5L18.5 7L14 2.5M14 2.5L14 7L18.5 7M9 12.5L15 12.5M9 16.5L15 16.5
        image M3 4L21 4L21 20L3 20L3 4M3 17L8.5 11.5L14 17L17 14L21 18M15.5 8.5L15.5 8.7
        browser O12 12 9.5 9.5O12 12 4 9.5M2.5 12L21.5 12
        camera M3 7.5L7.5 7.5L9 5L15 5L16.5 7.5L21 7.5L21 19L3 19L3 7.5O12 13 3.6 3.6
        phone M5 3L8.6 3L10.3 7.8L8 10C9.2 12.7 11.3 14.8 14 16L16.2 13.7L21 15.4L21 19C21 20.2 20.2 21 19 21C10.6 20.6 3.4 13.4 3 5C3 3.8 3.8 3 5 3
        message M3 4L21 4L21 16.5L11 16.5L6.5 20.5L6.5 16.5L3 16.5L3 4M7.5 8.5L16.5 8.5M7.5 12L13 12
        mail M3 5L21 5L21 19L3 19L3 5M3 6L12 13L21 6
        clock O12 12 9.3 9.3M12 6.5L12 12L15.8 14.2
        calendar M3.5 5L20.5 5L20.5 20.5L3.5 20.5L3.5 5M3.5 10L20.5 10M8 2.8L8 6.5M16 2.8L16 6.5
        gear O12 12 3.2 3.2O12 12 7 7M12 2.2L12 5M12 19L12 21.8M2.2 12L5 12M19 12L21.8 12M5.1 5.1L7 7M17 17L18.9 18.9M5.1 18.9L7 17M17 7L18.9 5.1
        keyboard M2.5 6L21.5 6L21.5 18L2.5 18L2.5 6M6.5 10L6.5 10.1M10.2 10L10.2 10.1M13.8 10L13.8 10.1M17.5 10L17.5 10.1M8 14L16 14
        trash M4 6.5L20 6.5M9 6.5L9 3.5L15 3.5L15 6.5M6 6.5L7 20.5L17 20.5L18 6.5M10 10.5L10 16.5M14 10.5L14 16.5
        search O10.5 10.5 7 7M15.7 15.7L21 21
        back M20 12L4 12M10.5 5.5L4 12L10.5 18.5
        forward M4 12L20 12M13.5 5.5L20 12L13.5 18.5
        home M3.5 11L12 3.5L20.5 11M5.8 9.5L5.8 20.5L18.2 20.5L18.2 9.5M10 20.5L10 14.5L14 14.5L14 20.5
        plus M12 4.5L12 19.5M4.5 12L19.5 12
        minus M4.5 12L19.5 12
        menu M3.5 6.5L20.5 6.5M3.5 12L20.5 12M3.5 17.5L20.5 17.5
        close M5.5 5.5L18.5 18.5M18.5 5.5L5.5 18.5
        more M12 5L12 5.1M12 12L12 12.1M12 19L12 19.1
        check M4 12.5L9.5 18L20.5 6.5
        edit M4 20L4.8 15.8L16 4.6L19.4 8L8.2 19.2L4 20M14 6.6L17.4 10
        download M12 3.5L12 15.5M6.8 10.8L12 15.8L17.2 10.8M4 20.5L20 20.5
        refresh M20 5L20 10L15 10M19.6 9.6C17.6 4.6 11.2 2.8 7 6C2.2 9.6 3.2 17 8.6 19.6C12.6 21.5 17.6 19.8 19.6 15.6
        info O12 12 9.3 9.3M12 11L12 16.5M12 7.4L12 7.5
        bell M12 3C8.2 3 6 5.8 6 9.4L6 14L4 17.5L20 17.5L18 14L18 9.4C18 5.8 15.8 3 12 3M10 20.8C11 21.7 13 21.7 14 20.8
        dnd O12 12 9.3 9.3M7.5 12L16.5 12
        moon M20.5 14.5C15 17 7.6 12.4 9.6 3.6C4.4 5.6 2 11 4 15.6C6.6 21.4 16 23 20.5 14.5
        rotate M8 3L16 3L16 21L8 21L8 3M19 8C21.6 10.4 21.6 13.6 19 16M5 8C2.4 10.4 2.4 13.6 5 16
        display M6.5 2.5L17.5 2.5L17.5 21.5L6.5 21.5L6.5 2.5M10.5 18.5L13.5 18.5
        storage M4 4L20 4L20 10L4 10L4 4M4 14L20 14L20 20L4 20L4 14M7.5 7L7.6 7M7.5 17L7.6 17
        lock M5 11L19 11L19 21L5 21L5 11M8 11L8 7.5C8 1.8 16 1.8 16 7.5L16 11
        flashlight M8 3L16 3L16 6.5L14 10.5L14 21L10 21L10 10.5L8 6.5L8 3M12 13L12 14.5
        location M12 21.5C7.5 16.5 5.5 13 5.5 9.8C5.5 0.8 18.5 0.8 18.5 9.8C18.5 13 16.5 16.5 12 21.5O12 9.5 2.4 2.4
        person O12 8 4.2 4.2M4 21C4.6 13.6 19.4 13.6 20 21
        music M9 18L9 5L20 3L20 16O6.4 18 2.6 2.6O17.4 16 2.6 2.6
        mobile-data M7.5 20L7.5 4L3.5 8M16.5 4L16.5 20L20.5 16
        down M5 9L12 16L19 9
        triangle M17.5 5.5L6.5 12L17.5 18.5L17.5 5.5
        circle O12 12 7 7
        square M5.8 5.8L18.2 5.8L18.2 18.2L5.8 18.2L5.8 5.8
        shift M12 4L4 12L8.5 12L8.5 19.5L15.5 19.5L15.5 12L20 12L12 4
        erase M8 5L21.5 5L21.5 19L8 19L2 12L8 5M11.5 9L17.5 15M17.5 9L11.5 15
        enter M20 5L20 13L5 13M10 8L5 13L10 18
        """;

    /// <summary>Other names for the same icons.</summary>
    private const string OtherNames = """
        settings=gear delete=trash add=plus files=folder document=file photo=image photos=image gallery=image picture=image
        globe=browser web=browser chat=message sms=message messages=message alarm=clock time=clock date=calendar volume=sound
        dark=moon dark-theme=moon auto-rotate=rotate recents=square contacts=person contact=person notifications=bell
        do-not-disturb=dnd data=mobile-data drawer=apps device=display speaker=sound save=download reload=refresh rename=edit
        """;

    public static FrozenDictionary<string, string> All { get; } = ReadAll();

    private static FrozenDictionary<string, string> ReadAll()
    {
        var paths = Table.Split('\n').Select(line => line.Split(' ', 2)).ToDictionary(parts => parts[0], parts => parts[1]);
        foreach (var pair in OtherNames.Split(['\n', ' '], StringSplitOptions.RemoveEmptyEntries).Select(pair => pair.Split('=')))
        {
            paths.Add(pair[0], paths[pair[1]]);
        }

        return paths.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
    }
}
