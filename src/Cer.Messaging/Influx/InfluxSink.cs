using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using Cer.Operations.Series;
using NodaTime;
using NodaTime.Text;

namespace Cer.Messaging.Influx;

/// <summary>Writes points to InfluxDB or what speaks like it: version 1 to <c>/write</c>, version 2 to <c>/api/v2/write</c>.</summary>
public sealed class InfluxSink(InfluxOptions options, HttpClient http) : ISeriesSink
{
    private const int MostShown = 300;

    private string Base => options.Url.AbsoluteUri.TrimEnd('/');

    private string Store => Uri.EscapeDataString(options.Store);

    private string Organisation => Uri.EscapeDataString(options.Organisation ?? "");

    public Task<SinkAnswer> WriteAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation) => SendAsync(
        options.Version == 1
            ? $"{Base}/write?db={Store}&precision=ms"
            : $"{Base}/api/v2/write?org={Organisation}&bucket={Store}&precision=ms",
        new ByteArrayContent(LineProtocol.Write(points, options.Dedupes))
        {
            Headers = { ContentType = new("text/plain") { CharSet = "utf-8" } },
        },
        cancellation);

    public async Task<SinkAnswer> RemoveAsync(IReadOnlyList<SeriesPoint> points, CancellationToken cancellation)
    {
        if (options.Version == 1)
        {
            var statements = string.Join(';', points.Select(point =>
                $"DELETE FROM \"{LineProtocol.Measurement(point)}\" WHERE {Tags(point, '\'', "AND")} AND time = '{At(point)}'"));
            return await SendAsync(
                $"{Base}/query?db={Store}", new FormUrlEncodedContent([new("q", statements)]), cancellation);
        }

        foreach (var point in points)
        {
            var body = JsonContent.Create(new
            {
                start = At(point),
                stop = InstantPattern.ExtendedIso.Format(point.Start + Duration.FromSeconds(1)),
                predicate = $"_measurement=\"{LineProtocol.Measurement(point)}\" AND {Tags(point, '"', "AND", bare: true)}",
            });
            var answer = await SendAsync($"{Base}/api/v2/delete?org={Organisation}&bucket={Store}", body, cancellation);
            // VictoriaMetrics has no such call.
            if (answer is SinkAnswer.Away { Status: 404 or 405 or 501 } gone) return new SinkAnswer.Refused(gone.Sentence);
            if (answer is not SinkAnswer.Taken) return answer;
        }

        return new SinkAnswer.Taken();
    }

    private static string At(SeriesPoint point) => InstantPattern.ExtendedIso.Format(point.Start);

    private static string Tags(SeriesPoint point, char quote, string and, bool bare = false)
    {
        List<(string Name, string Value)> tags = [("community", point.Community)];
        if (point.Meter is { } meter) tags.Add(("meter", LineProtocol.MeterWord(meter)));
        tags.Add(("point", point.Point.ToString(CultureInfo.InvariantCulture)));
        tags.Add(("unit", point.Unit.ToString(CultureInfo.InvariantCulture)));
        return string.Join($" {and} ", tags.Select(tag =>
            bare ? $"{tag.Name}={quote}{tag.Value}{quote}" : $"\"{tag.Name}\" = {quote}{tag.Value}{quote}"));
    }

    private async Task<SinkAnswer> SendAsync(string address, HttpContent content, CancellationToken cancellation)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        patience.CancelAfter(options.Patience);
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = content };
            if (options.Token is { } token) request.Headers.Authorization = new("Token", token);
            else if (options.Username is { } name)
                request.Headers.Authorization = new AuthenticationHeaderValue(
                    "Basic", Convert.ToBase64String(Encoding.UTF8.GetBytes($"{name}:{options.Password}")));
            using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, patience.Token);
            return Judge(answer.StatusCode, await WordsAsync(answer.Content, patience.Token));
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new SinkAnswer.Away(string.Create(
                CultureInfo.InvariantCulture,
                $"Found no answer of {options.Target} within {options.Patience.TotalSeconds} seconds, expected one."), false);
        }
        catch (Exception failure) when (failure is HttpRequestException or IOException)
        {
            return new SinkAnswer.Away($"Found no way to {options.Target} ({failure.Message.TrimEnd('.')}), expected an answer.", false);
        }
    }

    /// <remarks>Version 1 answers a query with 200 even when it failed, and says so in the body.</remarks>
    private SinkAnswer Judge(HttpStatusCode status, string words)
    {
        var sentence = string.Create(
            CultureInfo.InvariantCulture,
            $"Found the answer {(int)status} of {options.Target} ({words}), expected the points to be taken.");
        return (int)status switch
        {
            200 when words.Contains("\"error\"", StringComparison.Ordinal) => new SinkAnswer.Refused(sentence),
            >= 200 and < 300 => new SinkAnswer.Taken(),
            400 or 413 or 422 => new SinkAnswer.Refused(sentence),
            408 or 429 or >= 500 => new SinkAnswer.Away(sentence, IsLasting: false) { Status = (int)status },
            _ => new SinkAnswer.Away(sentence, IsLasting: true) { Status = (int)status },
        };
    }

    private static async Task<string> WordsAsync(HttpContent content, CancellationToken cancellation)
    {
        await using var stream = await content.ReadAsStreamAsync(cancellation);
        var bytes = new byte[MostShown];
        var count = await stream.ReadAtLeastAsync(bytes, bytes.Length, throwOnEndOfStream: false, cancellation);
        var text = Encoding.UTF8.GetString(bytes, 0, count);
        return string.Concat(text.Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c)).Trim();
    }
}
