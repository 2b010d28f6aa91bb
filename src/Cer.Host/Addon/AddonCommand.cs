using System.CommandLine;
using Cer.Messaging.HomeAssistant;

namespace Cer.Host.Addon;

/// <summary>The verb <c>addon</c>: what the add-on (app) for Home Assistant asks of the program when it starts.</summary>
internal static class AddonCommand
{
    public static Command Create() => new("addon", "For the add-on (app) of Home Assistant: its options.") { Options() };

    private static Command Options()
    {
        var file = new Option<string>("--options") { Description = "The options, as Home Assistant writes them.", Required = true };
        var data = new Option<string?>("--data") { Description = "Write them into the settings of this data folder; else only look." };
        var command = new Command("options", "Hold the options against their rules, and write them into the settings.") { file, data };
        command.SetAction((parse, cancellation) => Guard.RunAsync("addon options", async () =>
        {
            var options = AddonOptions.Read(parse.GetValue(file)!, Place("CER_ADDON_SSL", "/ssl"));
            if (parse.GetValue(data) is { } folder) await WriteAsync(options, Path.GetFullPath(folder), cancellation);
            return ExitCodes.Done;
        }));
        return command;
    }

    private static async Task WriteAsync(AddonOptions options, string folder, CancellationToken cancellation)
    {
        var (broker, keep) = (options.Mqtt, false);
        if (broker is null && Environment.GetEnvironmentVariable("SUPERVISOR_TOKEN") is { Length: > 0 } token)
        {
            try
            {
                broker = await SupervisorBroker.AskAsync(Supervisor(), token, cancellation);
                Console.WriteLine(broker is null
                    ? "Home Assistant offers no MQTT broker: readings come by REST and file"
                    : $"the MQTT broker of Home Assistant: {broker.Host}:{broker.Port}");
            }
            catch (HttpRequestException failure)
            {
                keep = true;
                Console.WriteLine($"The Supervisor does not tell its MQTT broker ({failure.Message}): the one of before stays");
            }
        }

        new AddonSettings(folder, Place("CER_ADDON_CONFIG", "/config"), Place("CER_ADDON_DOOR", "0.0.0.0:8448"))
            .Write(options, broker, keep);
    }

    private static Uri Supervisor() => new(Place(HomeOptions.SupervisorAddress, "http://supervisor/"));

    // Set by tests; in the container each is where the Supervisor puts it.
    private static string Place(string variable, string usual) =>
        Environment.GetEnvironmentVariable(variable) is { Length: > 0 } other ? other : usual;
}
