using CuaRl.Core.Devices;
using CuaRl.Core.Phones;
using CuaRl.Core.Phones.Screens;
using CuaRl.Core.Phones.Wording;

namespace CuaRl.Core.Tests.Phones;

public sealed class PhoneLauncherTests
{
    [Fact]
    public void Home_SwipedSideways_ShowsItsOtherPageAndComesBack()
    {
        var phone = Phone.Start(1);
        var first = phone.Texts(ElementRole.AppIcon);
        var second = phone.Swipe(300, 400, 60, 400).Texts(ElementRole.AppIcon);
        Assert.Empty(first.Intersect(second));

        Assert.Equal(second, phone.Swipe(300, 400, 60, 400).Texts(ElementRole.AppIcon));
        Assert.Equal(first, phone.Swipe(60, 400, 300, 400).Texts(ElementRole.AppIcon));
    }

    [Fact]
    public void Drawer_SwipedUp_HoldsAllAppsAndGoesDownAgain()
    {
        var phone = Phone.Start(1).Swipe(180, 600, 180, 200);
        Assert.Equal(
            ["Calculator", "Calendar", "Camera", "Chrome", "Clock", "Contacts", "Facebook", "Files", "Gallery", "Instagram", "Messages", "Phone", "Settings"],
            phone.Texts(ElementRole.AppIcon));

        phone.Swipe(180, 200, 180, 600);

        Assert.Null(phone.See(ElementRole.TextField));
    }

    [Fact]
    public void Drawer_SearchedAndSubmitted_OpensTheFirstApp()
    {
        var phone = Phone.Start(1).Swipe(180, 600, 180, 200);
        phone.Tap(phone.See(ElementRole.TextField)).Type("cAl");
        Assert.Equal(["Calculator", "Calendar"], phone.Texts(ElementRole.AppIcon));

        phone.Type("e", isSubmitted: true);

        Assert.Equal("com.android.calendar", phone.AppInFront);
    }

    [Fact]
    public void Icon_Held_LeadsToTheAppsInfoAndItsRemoval()
    {
        var phone = Phone.Start(1).Swipe(180, 600, 180, 200);
        phone.Hold(phone.See("Instagram")).Tap(Words.AppInfo);
        Assert.Equal("com.android.settings", phone.AppInFront);
        Assert.NotNull(phone.See("Instagram"));

        phone.Press(DeviceButton.Home).Swipe(180, 600, 180, 200);
        phone.Hold(phone.See("Instagram")).Tap(Words.Uninstall).Tap(Words.Ok);

        Assert.DoesNotContain("Instagram", phone.Texts(ElementRole.AppIcon));
    }

    [Fact]
    public void Apps_LeftByHome_AreInTheOverviewAndComeBackAsTheyWere()
    {
        var phone = Phone.Start(1).Open("com.android.settings").Tap(Words.Display).Press(DeviceButton.Home).Open("com.android.deskclock");

        phone.Press(DeviceButton.AppSwitch);
        Assert.Equal(["Clock", "Settings"], phone.Texts(ElementRole.Row));
        phone.Tap("Settings");

        Assert.NotNull(phone.See(Words.Brightness));
        Assert.Equal("com.android.settings", phone.AppInFront);
    }

    [Fact]
    public void Card_PushedOutOfTheOverview_EndsItsApp()
    {
        var phone = Phone.Start(1).Open("com.android.settings").Tap(Words.Display).Press(DeviceButton.AppSwitch);
        var card = phone.See("Settings")!.Bounds.Center;

        phone.Swipe(card.X, card.Y, card.X + 150, card.Y);
        Assert.NotNull(phone.See(Words.NoRecents));

        Assert.Null(phone.Open("com.android.settings").See(Words.Brightness));
    }

    [Fact]
    public void Back_FromPageToPage_EndsOnTheHomeScreenAndStaysThere()
    {
        var phone = Phone.Start(1).Open("com.android.settings").Tap(Words.System).Tap(Words.DateTime);

        Assert.NotNull(phone.Press(DeviceButton.Back).See(Words.DateTime));
        Assert.Equal("Settings", phone.Press(DeviceButton.Back).See(ElementRole.Title)?.Text);
        Assert.Equal("com.android.launcher3", phone.Press(DeviceButton.Back).AppInFront);
        Assert.Equal("com.android.launcher3", phone.Press(DeviceButton.Back).AppInFront);
    }

    [Fact]
    public void Shade_PulledTwice_ShowsNotificationsThenAllTiles()
    {
        var phone = Phone.Start(1).Swipe(180, 2, 180, 300);
        Assert.Equal(4, phone.Texts(ElementRole.Tile).Length);
        Assert.NotEmpty(phone.Texts(ElementRole.Notification));

        phone.Swipe(180, 300, 180, 600);
        Assert.Equal(8, phone.Texts(ElementRole.Tile).Length);

        Assert.Null(phone.Press(DeviceButton.Back).See(ElementRole.Tile));
    }

    [Fact]
    public void Notification_PushedAside_IsGoneAndTheOthersStay()
    {
        var phone = Phone.Start(3).Swipe(180, 2, 180, 300);
        var before = phone.Texts(ElementRole.Notification);
        var at = phone.See(before[0])!.Bounds.Center;

        phone.Swipe(at.X, at.Y, at.X + 150, at.Y + 10);

        Assert.Equal(before[1..], phone.Texts(ElementRole.Notification));
    }

    [Fact]
    public void Notification_Tapped_OpensItsAppAndIsGone()
    {
        var phone = Phone.Start(3).Swipe(180, 2, 180, 300);
        var before = phone.Texts(ElementRole.Notification);

        phone.Tap(phone.See(before[0]));

        Assert.NotEqual("com.android.launcher3", phone.AppInFront);
        Assert.Equal(before.Length - 1, phone.Swipe(180, 2, 180, 300).Texts(ElementRole.Notification).Length);
    }

    [Fact]
    public void Power_Pressed_DarkensTheScreenAndFingersDoNothing()
    {
        var phone = Phone.Start(3).Press(DeviceButton.Power);
        Assert.Single(phone.Screen.Elements);
        phone.Do(new ScreenAction.Tap(new ScreenPoint(180, 700))).Press(DeviceButton.Home);
        Assert.Single(phone.Screen.Elements);

        Assert.NotEmpty(phone.Press(DeviceButton.Power).Texts(ElementRole.AppIcon));
    }

    [Fact]
    public void Wait_ForMinutes_LetsTheClockGoOn()
    {
        var phone = Phone.Start(3);
        var before = phone.See(ElementRole.StatusBar)!.Text;

        phone.Do(new ScreenAction.Wait(TimeSpan.FromMinutes(1)));
        phone.Do(new ScreenAction.Wait(TimeSpan.FromMinutes(1)));

        Assert.NotEqual(before, phone.See(ElementRole.StatusBar)!.Text);
    }
}
