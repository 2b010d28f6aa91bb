using System.Globalization;
using System.Net.Sockets;
using System.Text;
using System.Text.Json.Nodes;

namespace Cer.Addon.Tests.Ingress;

/// <summary>A call as the Supervisor's ingress sends it, byte for byte.</summary>
internal sealed class SupervisorCall(Uri address)
{
    public const string Place = "/api/hassio_ingress/qGxZ3nT0fK-w1bPz_7R4yA";

    /// <summary>The headers that core and the Supervisor add, in the order in which they come.</summary>
    public List<string> Headers { get; } =
    [
        $"X-Ingress-Path: {Place}",
        "X-Forwarded-Host: homeassistant.local:8123",
        "X-Forwarded-Proto: http",
        // Core adds the browser, and the Supervisor adds Core.
        "X-Forwarded-For: None, 192.168.1.20, 172.30.32.1",
    ];

    public static SupervisorCall To(Uri address, string? user = null, string name = "Maria Ruscello")
    {
        var call = new SupervisorCall(address);
        if (user is null) return call;
        call.Headers.AddRange([
            $"X-Remote-User-Id: {user}", "X-Remote-User-Name: maria", $"X-Remote-User-Display-Name: {name}"]);
        return call;
    }

    public SupervisorCall With(params string[] headers)
    {
        Headers.AddRange(headers);
        return this;
    }

    public SupervisorCall Without(string name)
    {
        Headers.RemoveAll(header => header.StartsWith($"{name}:", StringComparison.Ordinal));
        return this;
    }

    public async Task<Answer> SendAsync(string method, string path, string? body = null)
    {
        var cancellation = TestContext.Current.CancellationToken;
        using var client = new TcpClient();
        await client.ConnectAsync(address.Host, address.Port, cancellation);
        var text = new StringBuilder($"{method} {path} HTTP/1.1\r\nHost: 172.30.33.5:8099\r\n");
        foreach (var header in Headers) text.Append(header).Append("\r\n");
        if (body is not null)
        {
            text.Append("Content-Type: application/json\r\n")
                .Append(CultureInfo.InvariantCulture, $"Content-Length: {Encoding.UTF8.GetByteCount(body)}\r\n");
        }

        text.Append("Connection: close\r\n\r\n").Append(body);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.UTF8.GetBytes(text.ToString()), cancellation);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return Answer.Of(await reader.ReadToEndAsync(cancellation));
    }

    /// <summary>What came back.</summary>
    internal sealed record Answer(int Status, IReadOnlyList<string> Headers, string Body)
    {
        public JsonNode Json => JsonNode.Parse(Body)!;

        public string? Header(string name) => Headers
            .Where(header => header.StartsWith($"{name}:", StringComparison.OrdinalIgnoreCase))
            .Select(header => header[(name.Length + 1)..].Trim()).FirstOrDefault();

        public static Answer Of(string text)
        {
            var end = text.IndexOf("\r\n\r\n", StringComparison.Ordinal);
            var head = text[..end].Split("\r\n");
            var answer = new Answer(int.Parse(head[0].Split(' ')[1], CultureInfo.InvariantCulture), head[1..], text[(end + 4)..]);
            if (answer.Header("Transfer-Encoding") != "chunked") return answer;
            // Chunks of text: the sizes stand on lines of their own.
            var body = new StringBuilder();
            using var reader = new StringReader(answer.Body.Replace("\r\n", "\n", StringComparison.Ordinal));
            while (reader.ReadLine() is { } size && size != "0") body.Append(reader.ReadLine());
            return answer with { Body = body.ToString() };
        }
    }
}
