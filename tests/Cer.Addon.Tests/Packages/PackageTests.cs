using Cer.Addon.Tests.Folder;

namespace Cer.Addon.Tests.Packages;

/// <summary>What a technician copies to a Home Assistant: it can be read, and names only what is there.</summary>
public sealed class PackageTests
{
    // What the platform announces of a community over MQTT.
    private static readonly string[] Announced =
    [
        "sensor.production_power", "sensor.injection_power", "sensor.withdrawal_power", "sensor.shared_power",
        "sensor.produced_today", "sensor.injected_today", "sensor.withdrawn_today", "sensor.shared_today",
        "sensor.shared_percent_today", "sensor.data_completeness", "sensor.incentive_month", "sensor.best_hours_today",
        "sensor.best_hours_tomorrow", "sensor.data_gaps", "sensor.open_alerts", "binary_sensor.workflow_problem",
        "binary_sensor.connection_problem",
    ];

    private static readonly string[] Services =
    [
        "mqtt.publish", "persistent_notification.create", "persistent_notification.dismiss", "input_boolean.turn_on",
        "input_boolean.turn_off", "rest_command.cer_accesso", "rest_command.cer_letture",
    ];

    public static TheoryData<string> Names => [.. PackageFiles.All];

    public static TheoryData<string> InverterNames => [.. PackageFiles.Inverters];

    public static TheoryData<string> PackageNames => [.. PackageFiles.Packages];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_can_be_read(string name) => Assert.NotEmpty(Yaml.Map(PackageFiles.Text(name)).Children);

    [Theory]
    [MemberData(nameof(Names))]
    public void A_file_names_only_entities_that_are_there(string name)
    {
        var known = PackageFiles.Packages.SelectMany(PackageFiles.EntitiesOf)
            .Concat(Announced.Select(one => one.Replace(".", ".cer_magliano_", StringComparison.Ordinal)))
            .Concat(["sun.sun", .. Services]).ToHashSet();
        Assert.All(PackageFiles.NamedIn(name), named => Assert.Contains(named, known));
    }

    // A folder has one inverter's file, and the others name what each of them makes.
    [Theory]
    [MemberData(nameof(InverterNames))]
    public void An_inverter_makes_the_power_and_the_counter_that_the_others_name(string name)
    {
        var made = PackageFiles.EntitiesOf(name).ToArray();
        Assert.Contains("sensor.cer_impianto_potenza", made);
        Assert.Contains("sensor.cer_impianto_energia", made);
        var sensors = Yaml.Map(PackageFiles.Text(name)).Find("template").Items().SelectMany(block => block.Find("sensor").Items())
            .ToDictionary(sensor => sensor.Find("name").Word()!);
        var power = sensors["cer_impianto_potenza"];
        Assert.Equal(("power", "measurement", "W"), (
            power.Find("device_class").Word(), power.Find("state_class").Word(), power.Find("unit_of_measurement").Word()));
        var energy = sensors["cer_impianto_energia"];
        Assert.Equal(("energy", "total_increasing", "kWh"), (
            energy.Find("device_class").Word(), energy.Find("state_class").Word(), energy.Find("unit_of_measurement").Word()));
        // What the inverter does not know is not zero.
        Assert.All(sensors.Values, sensor => Assert.NotNull(sensor.Find("availability")));
    }

    // From the makers' own tables: address from zero, kind of register, kind of number, kilowatt-hours or watts of one.
    [Theory]
    [InlineData("inverter/sunspec", "cer_inverter_potenza_grezza", 40083, "holding", "custom", null)]
    [InlineData("inverter/sunspec", "cer_inverter_energia_grezza", 40093, "holding", "custom", null)]
    [InlineData("inverter/sma", "cer_inverter_potenza_grezza", 30775, "holding", "int32", null)]
    [InlineData("inverter/sma", "cer_inverter_energia_grezza", 30529, "holding", "uint32", null)]
    [InlineData("inverter/huawei_sun2000", "cer_inverter_potenza_grezza", 32080, "holding", "int32", null)]
    [InlineData("inverter/huawei_sun2000", "cer_inverter_energia_grezza", 32106, "holding", "uint32", "0.01")]
    [InlineData("inverter/growatt", "cer_inverter_potenza_grezza", 35, "input", "uint32", "0.1")]
    [InlineData("inverter/growatt", "cer_inverter_energia_grezza", 55, "input", "uint32", "0.1")]
    [InlineData("cer_scambio_huawei", "cer_scambio_immessa_grezza", 37119, "holding", "int32", "0.01")]
    [InlineData("cer_scambio_huawei", "cer_scambio_prelevata_grezza", 37121, "holding", "int32", "0.01")]
    public void A_register_is_that_of_the_makers_table(
        string file, string name, int address, string input, string type, string? scale)
    {
        var sensor = Yaml.Map(PackageFiles.Text($"packages/{file}.yaml")).Find("modbus").Items()
            .SelectMany(hub => hub.Find("sensors").Items()).Single(one => one.Find("name").Word() == name);
        Assert.Equal(
            [$"{address}", input, type, scale],
            new[] { "address", "input_type", "data_type", "scale" }.Select(key => sensor.Find(key).Word()));
        // Five seconds: so near to the end of a quarter a reading counts as of that end.
        if (name.Contains("potenza", StringComparison.Ordinal)) return;
        Assert.Equal("5", sensor.Find("scan_interval").Word());
    }

    [Fact]
    public void Every_secret_is_in_the_example_and_the_example_has_no_other()
    {
        var example = Yaml.Map(PackageFiles.Text("secrets.example.yaml")).Entries().Select(entry => entry.Name);
        Assert.Equal(
            PackageFiles.Packages.SelectMany(PackageFiles.SecretsIn).Distinct().Order(StringComparer.Ordinal),
            example.Order(StringComparer.Ordinal));
    }

    // A password, an address or a POD of one town would be everybody's.
    [Theory]
    [MemberData(nameof(PackageNames))]
    public void Hosts_passwords_and_codes_come_from_secrets(string name)
    {
        string[] secret = ["host", "port", "url", "pod", "topic"];
        var nodes = PackageFiles.Nodes(Yaml.Map(PackageFiles.Text(name))).OfType<YamlDotNet.RepresentationModel.YamlMappingNode>();
        foreach (var (key, value) in nodes.SelectMany(node => node.Entries()).Where(entry => secret.Contains(entry.Name)))
            Assert.True(value.Tag == "!secret" || value.Word()?.Contains("{{", StringComparison.Ordinal) == true, $"{key}: {value}");
    }

    [Theory]
    [MemberData(nameof(PackageNames))]
    public void An_automation_calls_only_known_services_and_has_an_id_of_its_own(string name)
    {
        var file = Yaml.Map(PackageFiles.Text(name));
        var called = PackageFiles.Nodes(file).Select(node => node.Find("service").Word()).Where(service => service is not null);
        Assert.All(called, service => Assert.Contains(service, Services));
        var ids = PackageFiles.Packages.SelectMany(one => Yaml.Map(PackageFiles.Text(one)).Find("automation").Items())
            .Select(one => one.Find("id").Word() ?? "").ToArray();
        Assert.Equal(ids.Length, ids.Distinct().Count());
        Assert.DoesNotContain("", ids);
    }

    [Fact]
    public void The_readme_tells_of_every_file()
    {
        var readme = PackageFiles.Text("README.md");
        Assert.All(PackageFiles.All, name => Assert.Contains($"`{name}`", readme, StringComparison.Ordinal));
    }
}
