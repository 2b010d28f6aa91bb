using System.Net;
using System.Text;
using Cer.Messaging.HomeAssistant;
using NodaTime;

namespace Cer.HomeAssistant.Tests;

/// <summary>The REST routes, directly and through the Supervisor.</summary>
public class RestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task States_services_events_and_templates_answer(bool behindSupervisor)
    {
        await using var home = await Home.ReadyAsync(new() { BehindSupervisor = behindSupervisor });
        home.Peer.States.Set("sensor.a", "12.5", new() { ["unit_of_measurement"] = "kWh", ["friendly_name"] = "Contatore" });
        var rest = home.Client.Rest;
        var state = Assert.Single(await rest.StatesAsync(Cancellation));
        Assert.Equal(("sensor.a", "12.5", "kWh", "Contatore"), (state.Id, state.State, state.Unit, state.Name));
        Assert.Equal(state.LastChanged, (await rest.StateAsync("sensor.a", Cancellation))!.LastChanged);
        Assert.Null(await rest.StateAsync("sensor.none", Cancellation));
        Assert.Equal("12.5", await rest.TemplateAsync("{{ states('sensor.a') }}", Cancellation));
        var fault = await Assert.ThrowsAsync<HomeFault>(() => rest.TemplateAsync("{{ states( }}", Cancellation));
        Assert.Equal(HomeFault.InvalidFormat, fault.Code);
        await rest.FireAsync("cer_month_closed", new() { ["month"] = "2026-10" }, Cancellation);
        Assert.Equal("2026-10", (string)home.Peer.Events.Fired.Single(one => one.Type == "cer_month_closed").Data["month"]!);
        Assert.Equal("Europe/Rome", (await rest.ConfigAsync(Cancellation)).TimeZone);
    }

    [Fact]
    public async Task The_history_begins_with_the_state_that_held_and_ends_before_the_end()
    {
        await using var home = await Home.ReadyAsync();
        var noon = Instant.FromUtc(2026, 11, 1, 12, 0);
        foreach (var (minute, state) in new[] { (-30, "1"), (5, "2"), (20, "unavailable"), (40, "3"), (60, "4") })
        {
            home.Peer.States.SetAt(
                "sensor.a", state, new() { ["unit_of_measurement"] = "kWh" }, (noon + Duration.FromMinutes(minute)).ToDateTimeOffset());
        }

        var history = await home.Client.Rest.HistoryAsync(
            ["sensor.a", "sensor.none"], noon, noon + Duration.FromHours(1), withAttributes: false, Cancellation);
        Assert.Equal(
            [(0, "1"), (5, "2"), (20, "unavailable"), (40, "3")],
            history["sensor.a"].Select(sample => ((int)(sample.At - noon).TotalMinutes, sample.State)));
        Assert.False(history.ContainsKey("sensor.none"));
        history = await home.Client.Rest.HistoryAsync(
            ["sensor.a"], noon, noon + Duration.FromHours(1), withAttributes: true, Cancellation);
        Assert.All(history["sensor.a"], sample => Assert.Equal("kWh", sample.Attributes.GetProperty("unit_of_measurement").GetString()));
    }

    [Fact]
    public async Task Many_entities_are_asked_for_in_addresses_that_are_not_too_long()
    {
        await using var home = await Home.ReadyAsync(new() { BehindSupervisor = true });
        var noon = Instant.FromUtc(2026, 11, 1, 12, 0);
        var names = Enumerable.Range(0, 500).Select(number => $"sensor.a_rather_long_name_of_a_counter_{number}").ToArray();
        foreach (var name in names) home.Peer.States.SetAt(name, "1", null, noon.ToDateTimeOffset());
        var history = await home.Client.Rest.HistoryAsync(names, noon, noon + Duration.FromHours(1), false, Cancellation);
        Assert.Equal(500, history.Count);
    }

    [Fact]
    public async Task A_service_is_called_answers_and_an_unknown_one_is_not_found()
    {
        await using var home = await Home.ReadyAsync();
        for (var count = 1; count <= 2; count++)
        {
            await home.Client.CallServiceAsync(
                "persistent_notification",
                "create",
                new() { ["notification_id"] = "cer_gap", ["message"] = $"{count}" },
                null,
                Cancellation);
        }

        Assert.Equal("2", (string)Assert.Single(home.Peer.Services.Notifications).Value["message"]!);
        home.Peer.Services["cer.share"] = _ => new() { ["kwh"] = 3 };
        var answer = await home.Client.AskServiceAsync("cer", "share", null, new() { ["entity_id"] = "sensor.a" }, Cancellation);
        Assert.Equal(3, answer.GetProperty("kwh").GetInt32());
        var fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.AskServiceAsync(
            "persistent_notification", "dismiss", new() { ["notification_id"] = "x" }, null, Cancellation));
        Assert.Equal("service_validation_error", fault.Code);
        fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.CallServiceAsync("light", "none", null, null, Cancellation));
        Assert.Equal(HomeFault.NotFound, fault.Code);
    }

    [Fact]
    public async Task What_was_written_by_REST_has_no_past_and_is_unknown_after_a_restart()
    {
        await using var home = await Home.ReadyAsync();
        using var http = new HttpClient { DefaultRequestHeaders = { { "Authorization", "Bearer long-lived" } } };
        var address = new Uri(home.Peer.Address + "/api/states/sensor.written");
        using var body = new StringContent("{\"state\": \"1\"}", Encoding.UTF8, "application/json");
        Assert.True((await http.PostAsync(address, body, Cancellation)).IsSuccessStatusCode);
        await home.Peer.RestartAsync();
        await home.Client.ReadyAsync(Cancellation);
        Assert.Null(await home.Client.Rest.StateAsync("sensor.written", Cancellation));
    }

    [Theory]
    [InlineData("GET", "/core/api/config", "long-lived", HttpStatusCode.OK)]
    [InlineData("GET", "/core/api/config", "another", HttpStatusCode.Unauthorized)]
    [InlineData("GET", "/core/api/hassio/info", "long-lived", HttpStatusCode.Forbidden)]
    [InlineData("PUT", "/core/api/config", "long-lived", HttpStatusCode.MethodNotAllowed)]
    [InlineData("GET", "/backups", "long-lived", HttpStatusCode.Forbidden)]
    [InlineData("GET", "/core/api/config?x=/a/b", "long-lived", HttpStatusCode.BadRequest)]
    [InlineData("GET", "/core/api/config?x=concat(1)", "long-lived", HttpStatusCode.BadRequest)]
    public async Task The_Supervisor_lets_through_what_it_was_measured_to(
        string method, string route, string token, HttpStatusCode expected)
    {
        await using var home = await Home.ReadyAsync(new() { BehindSupervisor = true });
        using var http = new HttpClient();
        using var request = new HttpRequestMessage(new(method), home.Peer.Address + route);
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task The_Supervisor_tells_the_broker_with_the_port_as_number_or_text_or_that_there_is_none()
    {
        await using var home = await Home.ReadyAsync(new() { BehindSupervisor = true });
        var service = (await home.Client.Supervisor!.MqttServiceAsync(Cancellation))!;
        Assert.Equal(("core-mosquitto", 1883, false, "addons", "broker-word"),
            (service.Host, service.Port, service.IsEncrypted, service.Username, service.Password));
        Assert.DoesNotContain("broker-word", service.ToString(), StringComparison.Ordinal);
        home.Peer.Supervisor.MqttService!["port"] = "8883";
        Assert.Equal(8883, (await home.Client.Supervisor.MqttServiceAsync(Cancellation))!.Port);
        home.Peer.Supervisor.MqttService = null;
        Assert.Null(await home.Client.Supervisor.MqttServiceAsync(Cancellation));
        Assert.Equal("local_cer", (await home.Client.Supervisor.SelfInfoAsync(Cancellation)).GetProperty("slug").GetString());
    }

    [Fact]
    public async Task A_REST_call_with_a_revoked_token_is_the_last_for_a_while()
    {
        await using var home = await Home.StartAsync(null, options => options with { Token = "another" });
        await Home.UntilAsync(() => home.Client.State == HomeState.Unauthorised);
        for (var count = 0; count < 5; count++)
        {
            var fault = await Assert.ThrowsAsync<HomeFault>(() => home.Client.Rest.StatesAsync(Cancellation));
            Assert.Equal(HomeFault.Unauthorised, fault.Code);
        }

        Assert.Equal(1, home.Peer.FailedLogins);
    }
}
