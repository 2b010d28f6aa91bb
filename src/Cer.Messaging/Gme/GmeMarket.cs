using System.Globalization;
using System.Net;
using System.Text.Json;
using Cer.Operations.Market;
using NodaTime;
using NodaTime.Text;

namespace Cer.Messaging.Gme;

/// <summary>Speaks to GME's interface: logs in, asks for <c>ME_ZonalPrices</c> of the day-ahead market, gives the archive.</summary>
/// <remarks>
/// Source: regulation section 7. From the delivery day of 1 October 2025 hours are asked for (PT60). A token that is no
/// longer good is renewed once. Each call, the login too, takes its place in the quota.
/// </remarks>
public sealed class GmeMarket(GmeOptions options, HttpClient http, IMarketQuota quota) : IPriceMarket
{
    private static readonly LocalDatePattern Day = LocalDatePattern.CreateWithInvariantCulture("uuuuMMdd");

    private readonly GmeWire _wire = new(options, http, quota);
    private string? _token;

    public async Task<MarketAnswer> AskAsync(LocalDate first, LocalDate last, CancellationToken cancellation)
    {
        for (var isFresh = false; ;)
        {
            if (_token is null)
            {
                if (await LoginAsync(cancellation) is { } refusal) return refusal;
                isFresh = true;
            }

            var (reply, stop) = await _wire.PostAsync("RequestData", Question(first, last), _token, cancellation);
            if (reply is null) return stop!;
            if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden)
            {
                _token = null;
                if (!isFresh) continue;
                return Trouble($"Found {(int)reply.Status} right after logging in, expected prices: may this account ask for them?", true);
            }

            return reply.Status == HttpStatusCode.OK ? Archive(reply.Body) : Refusal(reply);
        }
    }

    private async Task<MarketAnswer?> LoginAsync(CancellationToken cancellation)
    {
        var (reply, stop) = await _wire.PostAsync(
            "Auth", new() { ["Login"] = options.Login, ["Password"] = options.Password }, null, cancellation);
        if (reply is null) return stop;
        if (reply.Status is HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest) return WrongLogin("");
        if (reply.Status != HttpStatusCode.OK) return Refusal(reply);
        if (GmeJson.Parse(reply.Body) is not { } answer) return NoJson("a token");
        using (answer)
        {
            _token = GmeJson.Text(answer.RootElement, "token");
            if (GmeJson.Member(answer.RootElement, "success") is { ValueKind: JsonValueKind.False } || _token is null)
            {
                _token = null;
                return WrongLogin(GmeJson.Text(answer.RootElement, "reason") ?? "");
            }
        }

        return _token.Length is > 0 and <= 8192 && _token.All(letter => letter is > ' ' and <= '~')
            ? null
            : Drop(Trouble("Found a token that no header can carry, expected one of GME.", false));
    }

    private MarketAnswer.Trouble Drop(MarketAnswer.Trouble trouble)
    {
        _token = null;
        return trouble;
    }

    private static Dictionary<string, object> Question(LocalDate first, LocalDate last) => new()
    {
        ["Platform"] = "PublicMarketResults",
        ["Segment"] = "MGP",
        ["DataName"] = "ME_ZonalPrices",
        ["IntervalStart"] = Day.Format(first),
        ["IntervalEnd"] = Day.Format(last),
        ["Attributes"] = first >= MarketDays.FirstOfQuarters
            ? new Dictionary<string, string> { ["GranularityType"] = "PT60" }
            : [],
    };

    private static MarketAnswer Archive(ReadOnlyMemory<byte> body)
    {
        if (GmeJson.Parse(body) is not { } answer) return NoJson("an archive");
        using (answer)
        {
            var root = answer.RootElement;
            var packed = root.ValueKind == JsonValueKind.String ? root.GetString() : GmeJson.Text(root, "contentResponse");
            if (string.IsNullOrEmpty(packed))
            {
                var said = GmeJson.Said(GmeJson.Text(root, "resultRequest"));
                return Trouble($"Found no content in GME's answer{said}, expected an archive.", false);
            }

            var bytes = new byte[(packed.Length / 4 * 3) + 3];
            return Convert.TryFromBase64String(packed, bytes, out var count)
                ? new MarketAnswer.Given(bytes.AsMemory(0, count))
                : Trouble("Found a content that is not base64, expected an archive.", false);
        }
    }

    /// <remarks>An asking over quota is answered 500: it is worth waiting, as are other faults of the server.</remarks>
    private static MarketAnswer.Trouble Refusal(GmeReply reply)
    {
        var status = string.Create(CultureInfo.InvariantCulture, $"{(int)reply.Status}");
        var isOfTheServer = (int)reply.Status >= 500 || reply.Status is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout;
        var guess = isOfTheServer ? ": over quota, or a fault there" : "";
        return Trouble(
            $"Found the answer {status} of GME{GmeJson.Said(reply.Words)}, expected 200{guess}.", !isOfTheServer);
    }

    private static MarketAnswer.Trouble WrongLogin(string reason) =>
        Trouble(
            $"Found a login that GME refuses{GmeJson.Said(reason)},"
            + " expected login and password of gme in settings.json to be right.",
            true);

    private static MarketAnswer.Trouble NoJson(string expected) =>
        Trouble($"Found an answer that is not JSON, expected {expected} of GME: is base in settings.json right?", false);

    private static MarketAnswer.Trouble Trouble(string sentence, bool isLasting) => new(sentence, isLasting);
}
