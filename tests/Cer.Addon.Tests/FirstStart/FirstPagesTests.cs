using System.Text.Json;
using Cer.Addon.Tests.Apps;
using Cer.Addon.Tests.Ingress;
using Cer.Addon.Tests.Running;

namespace Cer.Addon.Tests.FirstStart;

/// <summary>The first start in a real browser, in the frame of a Home Assistant: phone and desktop, both languages, axe.</summary>
public sealed class FirstPagesTests
{
    private const string Maria = "0f1e2d3c4b5a69788796a5b4c3d2e1f0";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_administrator_is_led_through_skips_comes_back_and_brings_a_community()
    {
        await using var house = await FirstHouse.StartAsync((Maria, true));
        await using var home = await FakeHome.StartAsync(house.Address);
        home.User = Maria;
        var folder = Directory.CreateDirectory(Path.Combine(Clone.Root, "artifacts", "browser")).FullName;
        var (plan, result) = (Path.Combine(folder, "first-plan.json"), Path.Combine(folder, "first-result.json"));
        var definition = Path.Combine(folder, "first-community.yaml");
        await File.WriteAllTextAsync(definition, Town.Definition, Cancellation);
        File.Delete(result);
        await File.WriteAllTextAsync(
            plan, JsonSerializer.Serialize(new { address = home.Address, place = SupervisorCall.Place, definition }), Cancellation);
        (await Command.RunAsync(
            new Dictionary<string, string>(), "node", Path.Combine(Clone.Root, "web/dev/first.mjs"), plan, result, folder)).Succeeded();
        using var told = JsonDocument.Parse(await File.ReadAllBytesAsync(result, Cancellation));
        Assert.Equal([], told.RootElement.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()));
        Assert.Equal(4 * 7, told.RootElement.GetProperty("looked").GetInt32());
        Assert.Empty(home.Escaped);
        Assert.Empty(home.Filtered);
        Assert.Empty(home.Wrong);
    }
}
