using System.Text;
using System.Text.Json.Nodes;
using Cer.Operations.Homes;

namespace Cer.Operations.Tests.Homes;

public class HomeDiscoveryTests
{
    private static readonly HomeTopics Topics = new("prova");
    private static readonly HomeDiscovery Discovery = new(Topics, "1.2.3");

    private static IReadOnlyList<HomeDevice> Devices => DescribeHome.Of(Pictures.Of());

    [Theory, InlineData(HomeForm.Device), InlineData(HomeForm.Component)]
    public void Every_announcement_keeps_the_rules_of_Home_Assistant(HomeForm form)
    {
        var said = Discovery.Announce(Devices, form);
        Assert.Equal(form == HomeForm.Device ? 3 : Devices.Sum(device => device.Entities.Count), said.Count);
        Assert.Empty(said.SelectMany(one => DiscoveryRules.FaultsOf(one.Topic, one.Text)));
        Assert.Equal(said.Count, said.Select(one => one.Topic).Distinct().Count());
    }

    [Fact]
    public void Another_prefix_is_used_for_what_is_announced_and_not_for_what_is_said()
    {
        var topics = new HomeTopics("prova", "casa/ha");
        var said = new HomeDiscovery(topics, "1").Announce(Devices, HomeForm.Device);
        Assert.Empty(said.SelectMany(one => DiscoveryRules.FaultsOf(one.Topic, one.Text, "casa/ha")));
        Assert.Equal("casa/ha/status", topics.Birth);
        Assert.Equal("cer/prova/status", topics.Status);
    }

    [Fact]
    public void Both_forms_know_the_same_entities_by_ids_that_are_written_down_here_and_never_change()
    {
        string[] community =
        [
            "production_power", "injection_power", "withdrawal_power", "shared_power", "produced_today", "injected_today",
            "withdrawn_today", "shared_today", "shared_percent_today", "data_completeness", "incentive_month", "best_hours_today",
            "best_hours_tomorrow", "data_gaps", "open_alerts", "workflow_problem", "connection_problem", "propose_closing",
        ];
        string[] plant =
        [
            "production_power", "injection_power", "produced_today", "injected_today", "produced_month", "injected_month",
            "last_reading", "silent", "injected_register_2", "produced_register_2",
        ];
        string[] expected =
        [
            .. community.Select(key => $"cer_prova_{key}"),
            .. plant.Select(key => $"cer_prova_plant_3_{key}"),
            .. new[] { "withdrawal_power", "withdrawn_today", "withdrawn_register", "last_reading" }
                .Select(key => $"cer_prova_building_7_{key}"),
        ];
        Assert.All([HomeForm.Device, HomeForm.Component], form => Assert.Empty(expected.Except(Ids(form))));
        Assert.Equal(Ids(HomeForm.Device).Order(), Ids(HomeForm.Component).Order());

        static IEnumerable<string> Ids(HomeForm form) => Discovery.Announce(Devices, form)
            .Select(one => JsonNode.Parse(one.Text)!)
            .SelectMany(config => config["components"] is JsonObject components
                ? components.Select(one => (string)one.Value!["unique_id"]!)
                : [(string)config["unique_id"]!]);
    }

    [Fact]
    public void Live_values_expire_and_sums_know_when_they_began()
    {
        var config = JsonNode.Parse(Discovery.Announce(Devices, HomeForm.Device)[0].Text)!["components"]!;
        Assert.Equal(600, (int)config["production_power"]!["expire_after"]!);
        Assert.Null(config["shared_today"]!["expire_after"]);
        Assert.Equal("total", (string?)config["shared_today"]!["state_class"]);
        var state = JsonNode.Parse(Discovery.State(Devices[0]).Text)!;
        // Midnight of the day, and of the first, in Rome in summer.
        Assert.Equal("2026-07-15T00:00:00+02:00", (string?)state["day_from"]);
        Assert.Equal("2026-07-01T00:00:00+02:00", (string?)state["month_from"]);
    }

    [Fact]
    public void What_is_said_has_a_decimal_point_is_null_where_nothing_is_known_and_has_small_attributes()
    {
        var state = Discovery.State(Devices[0]);
        Assert.Equal("cer/prova/cer_prova/state", state.Topic);
        Assert.Contains("\"injection_power\":1234567.125,", state.Text, StringComparison.Ordinal);
        Assert.Contains("\"production_power\":12.0,", state.Text, StringComparison.Ordinal);
        Assert.Contains("\"incentive_month\":124.0,", state.Text, StringComparison.Ordinal); // 123.45 and 0.55
        Assert.Contains("\"best_hours_tomorrow\":null,", state.Text, StringComparison.Ordinal);
        Assert.Contains("\"workflow_problem\":\"ON\",", state.Text, StringComparison.Ordinal);
        // From the thirteenth hour on something is left over; the three with most to spare are the last.
        Assert.Contains("\"best_hours_today\":\"21:00–00:00\",", state.Text, StringComparison.Ordinal);
        Assert.All(JsonNode.Parse(state.Text)!["attributes"]!.AsObject(),
            one => Assert.InRange(Encoding.UTF8.GetByteCount(one.Value!.ToJsonString()), 2, 16 * 1024));
        Assert.Contains("\"produced_month\":80.0,\"injected_month\":null,", Discovery.State(Devices[1]).Text, StringComparison.Ordinal);
    }

    [Fact]
    public void A_community_whose_code_has_other_letters_takes_its_number_too()
    {
        Assert.Equal("magliano_2", HomeNames.SlugOf("magliano_2", new(9)));
        Assert.Equal("monte_rosa_9", HomeNames.SlugOf("monte-rosa", new(9)));
        Assert.Equal("a_b_9", HomeNames.SlugOf("_a__b-", new(9)));
        Assert.Equal("9", HomeNames.SlugOf("-", new(9)));
    }

    [Fact]
    public void One_entity_that_is_gone_is_taken_back_by_its_platform_alone_before_the_rest_is_said()
    {
        var kept = Kept(HomeForm.Device, Devices);
        HomeDevice[] fewer = [Devices[0] with { Entities = [.. Devices[0].Entities.Skip(1)] }, .. Devices.Skip(1)];
        var now = Discovery.Announce(fewer, HomeForm.Device);
        var lead = kept.Lead(now);
        Assert.Equal(now.Count + 1, lead.Count);
        Assert.Equal(now[0].Topic, lead[0].Topic);
        var components = JsonNode.Parse(lead[0].Text)!["components"]!.AsObject();
        Assert.Equal("""{"platform":"sensor"}""", components["production_power"]!.ToJsonString());
        Assert.Equal(fewer[0].Entities.Count + 1, components.Count);
        Assert.Equal(now, lead.Skip(1));
    }

    [Fact]
    public void A_device_that_is_gone_is_taken_back_by_an_empty_message_and_others_are_left_alone()
    {
        var kept = Kept(HomeForm.Device, Devices);
        kept.Take("homeassistant/device/zigbee/config", """{"origin":{"name":"zigbee2mqtt"},"components":{}}"""u8.ToArray());
        kept.Take("homeassistant/device/cer_other/config", Encoding.UTF8.GetBytes(
            new HomeDiscovery(new("other"), "1").Announce(DescribeHome.Of(Pictures.Of("other")), HomeForm.Device)[0].Text));
        foreach (var odd in new[] { "", "{", "[]", "7", """{"origin":"x"}""", """{"a":1,"a":2}""", """{"origin":{"name":{"a":1}}}""" })
            kept.Take("homeassistant/device/cer_prova_x/config", Encoding.UTF8.GetBytes(odd));
        var now = Discovery.Announce([.. Devices.Take(2)], HomeForm.Device);
        Assert.Equal([.. now, new HomeMessage("homeassistant/device/cer_prova_building_7/config", "")], kept.Lead(now));
    }

    [Theory, InlineData(HomeForm.Component, HomeForm.Device), InlineData(HomeForm.Device, HomeForm.Component)]
    public void From_one_form_to_the_other_entities_move_before_the_old_topics_are_emptied(HomeForm before, HomeForm after)
    {
        var (old, now) = (Discovery.Announce(Devices, before), Discovery.Announce(Devices, after));
        var lead = Kept(before, Devices).Lead(now);
        Assert.Equal(
            [
                .. old.Select(one => one with { Text = """{"migrate_discovery":true}""" }),
                .. now,
                .. old.Select(one => one with { Text = "" }),
            ],
            lead);
    }

    private static KeptAnnouncements Kept(HomeForm form, IReadOnlyList<HomeDevice> devices)
    {
        var kept = new KeptAnnouncements(Topics);
        foreach (var one in Discovery.Announce(devices, form)) kept.Take(one.Topic, one.Bytes);
        return kept;
    }
}
