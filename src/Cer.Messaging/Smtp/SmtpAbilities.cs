using System.Collections.Frozen;
using System.Globalization;

namespace Cer.Messaging.Smtp;

/// <summary>What a server said it can do, in its answer to EHLO (RFC 5321 4.1.1.1).</summary>
public sealed class SmtpAbilities
{
    private readonly FrozenDictionary<string, string[]> _words;

    private SmtpAbilities(Dictionary<string, string[]> words) =>
        _words = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    public static SmtpAbilities None { get; } = new([]);

    public bool StartTls => _words.ContainsKey("STARTTLS");

    public bool EightBit => _words.ContainsKey("8BITMIME");

    public bool Utf8 => _words.ContainsKey("SMTPUTF8");

    /// <summary>Delivery reports can be asked for, with an envelope id that comes back in them (RFC 3461).</summary>
    public bool Reports => _words.ContainsKey("DSN");

    /// <summary>The largest letter, in bytes; null when it did not say.</summary>
    public long? LargestLetter =>
        _words.TryGetValue("SIZE", out var words) && words.Length > 0
        && long.TryParse(words[0], NumberStyles.None, CultureInfo.InvariantCulture, out var size) && size > 0
            ? size
            : null;

    public bool Knows(string mechanism) =>
        _words.TryGetValue("AUTH", out var mechanisms) && mechanisms.Contains(mechanism, StringComparer.OrdinalIgnoreCase);

    public static SmtpAbilities Of(SmtpReply reply)
    {
        var words = new Dictionary<string, string[]>(StringComparer.OrdinalIgnoreCase);
        // The first line is the server's name. Old servers write AUTH=LOGIN, as clients of their time expected.
        foreach (var line in reply.Lines.Skip(1))
        {
            var parts = line.Replace("AUTH=", "AUTH ", StringComparison.OrdinalIgnoreCase)
                .Split(' ', StringSplitOptions.RemoveEmptyEntries);
            if (parts.Length == 0) continue;
            words[parts[0]] = [.. words.GetValueOrDefault(parts[0], []), .. parts[1..]];
        }

        return new(words);
    }
}
