using System.Globalization;
using System.Text;
using System.Text.Json;
using Cer.Exchange.Faults;

namespace Cer.Exchange.UrbanDatasets;

/// <summary>Walks a JSON text strictly: known members once each, bounded texts, and always knows where it is.</summary>
internal ref struct JsonCursor
{
    private readonly string _root;
    private readonly (string? Name, int Index)[] _path = new (string?, int)[UrbanDatasetLimits.Depth + 2];
    private Utf8JsonReader _reader;
    private int _depth;

    public JsonCursor(ReadOnlySpan<byte> utf8, string root = "")
    {
        _root = root;
        _reader = new(utf8, new JsonReaderOptions { MaxDepth = UrbanDatasetLimits.Depth });
        Advance();
    }

    public void EnterObject()
    {
        Expect(JsonTokenType.StartObject, "an object");
        _path[_depth++] = default;
    }

    /// <summary>Moves to the value of the next member of the object, or past its end.</summary>
    /// <param name="members">All the members that the object may have.</param>
    /// <param name="seen">A bit for each member met; starts at zero.</param>
    /// <param name="member">The member's name, as <paramref name="members" /> has it.</param>
    public bool NextMember(string[] members, ref uint seen, out string member)
    {
        _path[_depth - 1] = default;
        Advance();
        if (_reader.TokenType == JsonTokenType.EndObject)
        {
            _depth--;
            member = "";
            return false;
        }

        var index = 0;
        while (index < members.Length && !Is(members[index])) index++;
        if (index == members.Length)
            throw Refuse($"found a member {Quoted.InSentence(Decoded())}, expected only {string.Join(", ", members)}");
        member = members[index];
        if ((seen & (1u << index)) != 0) throw Refuse($"found the member '{member}' twice, expected it once");
        seen |= 1u << index;
        _path[_depth - 1] = (member, 0);
        Advance();
        return true;
    }

    /// <summary>Refuses an object just left that lacks a member it must have.</summary>
    public readonly void Require(string[] members, uint seen, params ReadOnlySpan<string> required)
    {
        foreach (var member in required)
        {
            if ((seen & (1u << Array.IndexOf(members, member))) == 0)
                throw Refuse($"found no member '{member}', expected one");
        }
    }

    public void EnterArray()
    {
        Expect(JsonTokenType.StartArray, "an array");
        _path[_depth++] = (null, 0);
    }

    /// <summary>Moves to the next item of the array, or past its end; says how many there were.</summary>
    public bool NextItem(int most, ref int count)
    {
        Advance();
        if (_reader.TokenType == JsonTokenType.EndArray)
        {
            _depth--;
            return false;
        }

        if (++count > most) throw Refuse($"found more items, expected at most {Plain(most)}");
        _path[_depth - 1] = (null, count);
        return true;
    }

    public readonly string Text()
    {
        Expect(JsonTokenType.String, "a text");
        // An escaped character takes at most six bytes for one UTF-16 unit: longer than that need not be decoded.
        var bytes = _reader.ValueSpan.Length;
        if (bytes > 6 * UrbanDatasetLimits.TextCharacters) throw TooLong(Plain(bytes) + " bytes");
        var text = Decoded();
        if (text.Length > UrbanDatasetLimits.TextCharacters) throw TooLong(Plain(text.Length) + " characters");
        return text.Contains('\0') ? throw Refuse("found the character U+0000, expected a text without it") : text;
    }

    /// <summary>A text that is probably this one: then it need not be made anew.</summary>
    public readonly string TextLike(string? guess) =>
        guess is not null && _reader.TokenType == JsonTokenType.String && Is(guess)
            ? guess
            : Text();

    /// <summary>A number; null when it is not a whole one.</summary>
    public readonly long? Number()
    {
        Expect(JsonTokenType.Number, "a number");
        return _reader.TryGetInt64(out var whole) ? whole : null;
    }

    /// <summary>A text, or a number in the words of the sender; null when it is null.</summary>
    public readonly string? TextOrNumber() => _reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.Number when _reader.ValueSpan.Length <= UrbanDatasetLimits.TextCharacters =>
            Encoding.UTF8.GetString(_reader.ValueSpan),
        _ => Text(),
    };

    /// <summary>One text out of an object of texts; it must be there.</summary>
    public string TextOf(string[] members, string wanted)
    {
        var found = "";
        var seen = 0u;
        EnterObject();
        while (NextMember(members, ref seen, out var member))
        {
            var text = Text();
            if (member == wanted) found = text;
        }

        Require(members, seen, wanted);
        return found;
    }

    /// <summary>Passes over the present value, whatever it is; says where in the text it lies.</summary>
    public Range SkipValue()
    {
        var start = (int)_reader.TokenStartIndex;
        _reader.Skip();
        return start..(int)_reader.BytesConsumed;
    }

    /// <summary>Refuses anything but blanks behind the root.</summary>
    public void End()
    {
        if (_reader.Read()) throw Refuse("found more text behind the end, expected one JSON object");
    }

    public readonly RefusedException Refuse(string reason)
    {
        var where = new StringBuilder(_root);
        for (var i = 0; i < _depth; i++)
        {
            var (name, index) = _path[i];
            if (name is not null) where.Append(where.Length == 0 ? "" : ".").Append(name);
            else if (index > 0) where.Append(CultureInfo.InvariantCulture, $"[{index}]");
        }

        return new(where.Length == 0 ? reason : $"{where}: {reason}");
    }

    private static string Plain(int number) => number.ToString(CultureInfo.InvariantCulture);

    private readonly RefusedException TooLong(string found) =>
        Refuse($"found {found} in a text, expected at most {Plain(UrbanDatasetLimits.TextCharacters)}");

    private readonly void Expect(JsonTokenType expected, string words)
    {
        if (_reader.TokenType == expected) return;
        var found = _reader.TokenType switch
        {
            JsonTokenType.StartObject => "an object",
            JsonTokenType.StartArray => "an array",
            JsonTokenType.String => "a text",
            JsonTokenType.Number => "a number",
            JsonTokenType.Null => "null",
            _ => "true or false",
        };
        throw Refuse($"found {found}, expected {words}");
    }

    // Halves of surrogate pairs, written as escapes, are found only when the text is compared.
    private readonly bool Is(string text)
    {
        try
        {
            return _reader.ValueTextEquals(text);
        }
        catch (InvalidOperationException)
        {
            throw HalfPair();
        }
    }

    private readonly RefusedException HalfPair() => Refuse("found half of a surrogate pair, expected whole characters");

    private readonly string Decoded()
    {
        try
        {
            return _reader.GetString() ?? "";
        }
        catch (InvalidOperationException)
        {
            throw HalfPair();
        }
    }

    private void Advance()
    {
        if (!_reader.Read()) throw Refuse("found the end of the text, expected a JSON object");
    }
}
