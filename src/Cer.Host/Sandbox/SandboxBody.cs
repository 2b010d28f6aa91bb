using System.Security.Cryptography;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace Cer.Host.Sandbox;

/// <summary>A package as it is sent, read and checked.</summary>
internal static partial class SandboxBody
{
    private static readonly string[] Kinds = ["gse-month", "gse-members", "arera-report"];

    /// <summary>Reads a body; or says what is wrong with it.</summary>
    public static (SandboxPackage? Package, string? Problem) Read(
        string recipient, string? key, ReadOnlyMemory<byte> body, DateTimeOffset now)
    {
        if (key is null || !Key().IsMatch(key))
            return (null, "Found no Idempotency-Key, expected one such as borgo.2026-10.gse-month.1.");
        try
        {
            using var json = JsonDocument.Parse(body, new() { MaxDepth = 8 });
            var root = json.RootElement;
            var (period, kind) = (root.GetProperty("period").GetString() ?? "", root.GetProperty("kind").GetString() ?? "");
            var revision = root.GetProperty("revision").GetInt32();
            if (!key.EndsWith(FormattableString.Invariant($".{period}.{kind}.{revision}"), StringComparison.Ordinal))
                return (null, "Found a key of another package, expected the one that period, kind and revision make.");
            if (!Kinds.Contains(kind) || kind.Split('-')[0] != recipient)
                return (null, $"Found a kind that is not for {recipient}, expected one of {string.Join(", ", Kinds)}.");
            List<string> names = [];
            foreach (var file in root.GetProperty("files").EnumerateArray())
            {
                var name = file.GetProperty("name").GetString() ?? "";
                var sum = Convert.ToHexStringLower(SHA256.HashData(file.GetProperty("content").GetBytesFromBase64()));
                if (sum != file.GetProperty("sha256").GetString())
                    return (null, $"Found {name} with another checksum, expected the SHA-256 of its bytes.");
                names.Add($"{name} {sum}");
            }

            if (names.Count == 0) return (null, "Found no files, expected one at least.");
            return (
                new()
                {
                    Recipient = recipient,
                    Key = key,
                    Period = period,
                    Kind = kind,
                    Revision = revision,
                    BodySha256 = Convert.ToHexStringLower(SHA256.HashData(body.Span)),
                    Files = names,
                    Protocol = $"SANDBOX-{recipient.ToUpperInvariant()}-",
                    TakenAt = now,
                },
                null);
        }
        catch (Exception fault)
            when (fault is JsonException or InvalidOperationException or KeyNotFoundException or FormatException)
        {
            return (null, "Found another body, expected period, kind, revision and files, as the description says.");
        }
    }

    [GeneratedRegex("^[a-z0-9_-]{1,63}\\.[0-9]{4}-[0-9]{2}\\.[a-z-]{1,40}\\.[0-9]{1,6}\\z")]
    internal static partial Regex Key();
}
