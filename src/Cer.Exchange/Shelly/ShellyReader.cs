using System.Globalization;
using System.Text.Json;
using Cer.Domain;
using Cer.Exchange.Faults;
using Cer.Exchange.UrbanDatasets;
using NodaTime;

namespace Cer.Exchange.Shelly;

/// <summary>Reads what a Shelly of the second generation publishes of its energy counters, in Wh.</summary>
/// <remarks>
/// Source: the maker's Gen2 pages. EM1Data tells total_act_energy and total_act_ret_energy; EMData of three phases tells
/// total_act and total_act_ret. They come as the status of a component, and in notifications with the device's time.
/// </remarks>
public static class ShellyReader
{
    public const int MostBytes = 64 * 1024;

    // Beside what a message means, a device may say of itself what it likes.
    private const int Depth = 16;

    /// <summary>Whether the name is of a component that counts energy.</summary>
    public static bool IsCounter(string component) =>
        component.Split(':') is ["em1data" or "emdata", [>= '0' and <= '9']];

    /// <summary>Reads the status of one component, which tells no time.</summary>
    public static ShellyOutcome ReadStatus(ReadOnlyMemory<byte> utf8, string component) =>
        Guarded(utf8, root => [Counters(Object(root, component), component, null)]);

    /// <summary>Reads a notification; one of another kind tells of no counter.</summary>
    public static ShellyOutcome ReadNotification(ReadOnlyMemory<byte> utf8) => Guarded(utf8, root =>
    {
        var message = Object(root, "message");
        if (!message.TryGetProperty("method", out var method) || method.ValueKind != JsonValueKind.String)
            throw new RefusedException("method: found none, expected a text such as NotifyStatus");
        if (method.GetString() is not ("NotifyStatus" or "NotifyFullStatus")) return [];
        if (!message.TryGetProperty("params", out var values)) throw new RefusedException("params: found none, expected an object");
        ShellyCounters[] found =
        [
            .. Object(values, "params").EnumerateObject().Where(member => IsCounter(member.Name))
                .Select(member => Counters(Object(member.Value, member.Name), member.Name, null)),
        ];
        if (found.Length == 0) return found;
        var at = Time(values);
        return [.. found.Select(counters => counters with { At = at })];
    });

    private static ShellyCounters Counters(JsonElement status, string component, Instant? at)
    {
        var found = new ShellyCounters(
            component,
            Total(status, component, "total_act_energy", "total_act"),
            Total(status, component, "total_act_ret_energy", "total_act_ret"),
            at);
        return found is { Forward: null, Backward: null }
            ? throw new RefusedException($"{component}: found no total_act_energy and no total_act_ret_energy, expected one in Wh")
            : found;
    }

    private static Energy? Total(JsonElement status, string component, params string[] names)
    {
        foreach (var name in names)
        {
            if (!status.TryGetProperty(name, out var value) || value.ValueKind == JsonValueKind.Null) continue;
            // Binary fractions show in the last places: what is finer than a micro-kWh is cut off.
            if (value.ValueKind == JsonValueKind.Number
                && value.TryGetDecimal(out var wattHours)
                && wattHours is >= 0 and <= UrbanDatasetLimits.TotalMicroKilowattHours / 1000)
            {
                return Energy.FromMicroKilowattHours((long)decimal.Floor(wattHours * 1000));
            }

            throw new RefusedException(
                $"{component}.{name}: found {Quoted.InSentence(value.GetRawText())}, expected Wh from 0 to 10^12");
        }

        return null;
    }

    private static Instant Time(JsonElement values)
    {
        const long Latest = 4_102_444_800;
        return values.TryGetProperty("ts", out var ts) && ts.ValueKind == JsonValueKind.Number
            && ts.TryGetDecimal(out var seconds) && seconds is > 0 and < Latest
                ? Instant.FromUnixTimeMilliseconds((long)decimal.Floor(seconds * 1000))
                : throw new RefusedException("params.ts: found none, expected the device's time in POSIX seconds: it may not know it yet");
    }

    private static JsonElement Object(JsonElement element, string where) => element.ValueKind == JsonValueKind.Object
        ? element
        : throw new RefusedException(string.Create(CultureInfo.InvariantCulture, $"{where}: found another value, expected an object"));

    private static ShellyOutcome Guarded(ReadOnlyMemory<byte> utf8, Func<JsonElement, IReadOnlyList<ShellyCounters>> read)
    {
        try
        {
            var text = StrictText.Checked(utf8.Span, MostBytes);
            using var document = JsonDocument.Parse(utf8[(utf8.Length - text.Length)..], new() { MaxDepth = Depth });
            return new ShellyOutcome.Read(read(document.RootElement));
        }
        catch (RefusedException refusal)
        {
            return new ShellyOutcome.Refused(refusal.Message);
        }
        catch (JsonException fault)
        {
            return new ShellyOutcome.Refused(StrictText.NotJson(fault));
        }
        catch (InvalidOperationException)
        {
            return new ShellyOutcome.Refused("found a text with half a character, expected whole ones");
        }
    }
}
