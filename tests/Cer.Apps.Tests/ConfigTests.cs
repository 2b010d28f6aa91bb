using Cer.NetDaemon;
using Microsoft.Extensions.Configuration;

namespace Cer.Apps.Tests;

public class ConfigTests
{
    private static string Samples => Path.Combine(AppContext.BaseDirectory, "apps");

    [Fact]
    public void The_samples_beside_the_apps_are_read_and_each_of_their_meters_is_good()
    {
        var settings = AppSettings.Read(Samples);
        Meter[] inverters = [.. Of<InverterConfig>(settings).Plants.Select(one => Meter.Of(one, Quantity.Produced))];
        Meter[] lights = [.. Of<StreetLightingConfig>(settings).Cabinets.Select(one => Meter.Of(one, Quantity.Withdrawn))];
        Meter[] buildings = [.. Of<BuildingsConfig>(settings).Buildings.SelectMany(one => one.Meters())];
        Meter[] chain2 = [.. Of<Chain2Config>(settings).Meters.SelectMany(one => one.Meters())];

        Assert.Equal((4, 2, 5, 7), (inverters.Length, lights.Length, buildings.Length, chain2.Length));
        Assert.Empty(Meter.Check([.. inverters, .. lights, .. buildings, .. chain2]).Problems);
        Assert.Equal((40d, "sensor.municipio_meter_produced", "UP-2"),
            (inverters[0].MaxPowerKw!.Value, inverters[1].Fallback, inverters[3].Plant));
        Assert.Equal("https://cer.example", Of<PlatformConfig>(settings).Url);
        Assert.Equal("cer_magliano", Of<CommunityConfig>(settings).Node);
        Assert.All(inverters.Concat(lights).Concat(buildings).Concat(chain2), meter => Assert.StartsWith("IT999E", meter.Pod));
    }

    [Theory]
    [InlineData("IT123", "sensor.a", null, "pod: found another form")]
    [InlineData("IT999E00000101", "total energy", null, "counter: found another form")]
    [InlineData("IT999E00000101", "sensor.a", "m3", "unit: found another word")]
    public void A_meter_that_cannot_be_read_is_left_out_with_a_sentence(string pod, string counter, string? unit, string expected)
    {
        var (good, problems) = Meter.Check([new("School", pod, null, Quantity.Withdrawn, counter) { Unit = unit }]);
        Assert.Empty(good);
        Assert.Contains(expected, Assert.Single(problems), StringComparison.Ordinal);
        Assert.DoesNotContain(pod, problems[0], StringComparison.Ordinal);
    }

    [Fact]
    public void Two_meters_for_the_same_energy_and_one_counter_for_two_meters_are_refused()
    {
        var first = new Meter("A", "IT999E00000101", null, Quantity.Withdrawn, "sensor.a");
        var (good, problems) = Meter.Check(
            [first, first with { Name = "B", Counter = "sensor.b" }, first with { Name = "C", Pod = "IT999E00000102" }]);
        Assert.Equal([first], good);
        Assert.Equal(2, problems.Count);
    }

    [Fact]
    public void A_file_that_is_no_YAML_is_named_with_its_line()
    {
        using var folder = new Folder();
        File.WriteAllText(Path.Combine(folder.Path, "wrong.yaml"), "Cer.Apps.InverterConfig:\n  Plants: [\n");
        var fault = Assert.Throws<InvalidDataException>(() => AppSettings.Read(folder.Path));
        Assert.Contains("wrong.yaml, line", fault.Message, StringComparison.Ordinal);
    }

    private static T Of<T>(IConfiguration settings)
        where T : class, new() => new AppConfig<T>(settings).Value;
}
