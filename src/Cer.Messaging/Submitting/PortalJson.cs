using System.Security.Cryptography;
using System.Text.Json;
using Cer.Operations.Submitting;

namespace Cer.Messaging.Submitting;

/// <summary>Writes packages and reads what is said of them, as the description of the interface has it.</summary>
internal static class PortalJson
{
    private const int LongestProtocol = 100;
    private const int MostShown = 300;

    public static byte[] Package(Submission submission, IReadOnlyList<SubmissionFile> files) =>
        JsonSerializer.SerializeToUtf8Bytes(new
        {
            period = FormattableString.Invariant($"{submission.Month.Year:0000}-{submission.Month.Month:00}"),
            kind = submission.Kind.Word(),
            revision = submission.Revision,
            files = files.Select(file => new
            {
                name = file.Name,
                mediaType = file.MediaType,
                sha256 = Convert.ToHexStringLower(SHA256.HashData(file.Bytes.Span)),
                content = Convert.ToBase64String(file.Bytes.Span),
            }),
        });

    /// <summary>How a package stands there; null when that cannot be read.</summary>
    /// <param name="body">The answer.</param>
    /// <param name="key">The key that was asked for, which the answer must name.</param>
    /// <param name="isSandbox">Whether a sandbox is to answer.</param>
    public static WayAnswer? Standing(ReadOnlyMemory<byte> body, string key, bool isSandbox)
    {
        try
        {
            using var answer = JsonDocument.Parse(body, new() { MaxDepth = 16 });
            var root = answer.RootElement;
            if (root.ValueKind != JsonValueKind.Object || Text(root, "key") != key) return null;
            var says = root.TryGetProperty("sandbox", out var told) && told.ValueKind == JsonValueKind.True;
            if (says != isSandbox)
                return new WayAnswer.Refused(
                    says
                        ? "Found a sandbox at the address of production, expected GSE or ARERA: see submissions in settings.json."
                        : "Found no sandbox at the address of one, expected it: see submissions in settings.json.");
            var protocol = Text(root, "protocol") is { Length: > 0 and <= LongestProtocol } number ? number : null;
            return (Text(root, "state"), protocol) switch
            {
                ("pending", _) => new WayAnswer.Taken(),
                ("received", not null) => new WayAnswer.Received(protocol),
                ("accepted", not null) => new WayAnswer.Accepted(protocol),
                ("rejected", not null) => new WayAnswer.Rejected(protocol, Reasons(root)),
                _ => null,
            };
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return null;
        }
    }

    /// <summary>What a refusal says, on one line and not too long.</summary>
    public static string Said(ReadOnlyMemory<byte> body)
    {
        try
        {
            using var answer = JsonDocument.Parse(body, new() { MaxDepth = 16 });
            var said = answer.RootElement.ValueKind == JsonValueKind.Object ? Text(answer.RootElement, "detail") ?? "" : "";
            var shown = string.Concat(said.Trim().Take(MostShown).Select(c => char.IsControl(c) || char.IsSurrogate(c) ? ' ' : c));
            return shown.Length == 0 ? "" : $" ({shown})";
        }
        catch (Exception fault) when (fault is JsonException or InvalidOperationException)
        {
            return "";
        }
    }

    private static FieldReason[] Reasons(JsonElement root) =>
        root.TryGetProperty("reasons", out var reasons) && reasons.ValueKind == JsonValueKind.Array
            ?
            [
                .. reasons.EnumerateArray().Take(FieldReason.Most).Where(one => one.ValueKind == JsonValueKind.Object)
                    .Select(one => new FieldReason(Text(one, "field") ?? "", Text(one, "code") ?? "", Text(one, "text") ?? "")),
            ]
            : [];

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
