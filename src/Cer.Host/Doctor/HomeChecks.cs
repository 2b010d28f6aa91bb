using System.Globalization;
using Cer.Host.Data;
using Cer.Host.Homes;
using Cer.Messaging.HomeAssistant;
using Cer.Messaging.Mqtt;
using Cer.Storage.Homes;
using Npgsql;

namespace Cer.Host.Doctor;

/// <summary>Whether Home Assistant can be reached, and what it was sent; nothing where there is none.</summary>
internal static class HomeChecks
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    public static async IAsyncEnumerable<Finding> RunAsync(
        Settings settings,
        NpgsqlDataSource db,
        TimeProvider time,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
    {
        var reach = new HomeReach(settings, HomeReach.Environment);
        if (!reach.IsOn && reach.Problem is null)
        {
            yield return new("no Home Assistant is told of the communities");
            yield break;
        }

        if (reach.Problem is { } problem) yield return new(problem, "mend the section home of settings.json");
        await using var client = reach.Client is { } options ? new HomeClient(options with { Answer = Patience }, time) : null;
        if (client is not null) yield return await InterfaceAsync(client, cancellation);
        yield return await BrokerAsync(reach, client, time, cancellation);
        if (client is not null) yield return await StatisticsAsync(db, cancellation);
    }

    private static async Task<Finding> InterfaceAsync(HomeClient client, CancellationToken cancellation)
    {
        client.Start();
        try
        {
            await client.ReadyAsync(cancellation).WaitAsync(Patience, cancellation);
            return new($"Home Assistant {client.CoreVersion} lets the program in");
        }
        catch (Exception failure) when (failure is TimeoutException or HomeFault)
        {
            return client.State == HomeState.Unauthorised
                ? new(
                    "Home Assistant does not let the program in",
                    "make a new long-lived token for home.token_file, in a user's profile")
                : new($"Home Assistant does not answer: {client.Last.Reason ?? "nothing came"}", "see that it runs, and home.url");
        }
    }

    private static async Task<Finding> BrokerAsync(
        HomeReach reach, HomeClient? client, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            if (await reach.BrokerAsync(client, cancellation) is not { } broker)
                return new("no broker leads to Home Assistant: it has no entities", "name its broker in home.mqtt");
            await using var connection = await MqttClient.ConnectAsync(broker with { ClientId = "" }, time, cancellation);
            return new($"the broker of Home Assistant at {broker.Host}:{broker.Port} lets the program in");
        }
        catch (Exception failure) when (failure is MqttRefused or MqttConnectionLost or HomeFault or ArgumentException)
        {
            return new($"the broker of Home Assistant: {failure.Message}", "see home.mqtt, and that the broker runs");
        }
    }

    private static async Task<Finding> StatisticsAsync(NpgsqlDataSource db, CancellationToken cancellation)
    {
        try
        {
            var state = await new HomeOutbox(db).StateAsync(cancellation);
            if (state is null) return new("no statistics were sent to Home Assistant yet");
            return state.Problem is { } problem
                ? new($"statistics do not reach Home Assistant: {problem}", "cer home rebuild sends them all again, once it is mended")
                : new(string.Create(CultureInfo.InvariantCulture, $"{state.Waiting} days wait to be sent to Home Assistant as statistics"));
        }
        catch (NpgsqlException failure)
        {
            return new($"what Home Assistant was sent cannot be seen: {DatabaseFault.Reason(failure)}", "see the database above");
        }
    }
}
