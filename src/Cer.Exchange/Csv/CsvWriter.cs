using System.Buffers;
using System.Globalization;
using System.Text;
using Cer.Domain;

namespace Cer.Exchange.Csv;

/// <summary>Writes the tables of the contract: UTF-8, LF, the same bytes on every machine.</summary>
public sealed class CsvWriter : IDisposable
{
    private const decimal LargestOf28Digits = 9_999_999_999_999_999_999_999_999_999m;

    private readonly Stream _stream;
    private readonly byte[] _buffer = ArrayPool<byte>.Shared.Rent(64 * 1024);
    private int _used;
    private bool _rowBegun;
    private bool _disposed;

    public CsvWriter(Stream stream, string header)
    {
        _stream = stream;
        Raw(header);
        EndRow();
    }

    public CsvWriter EndRow()
    {
        Reserve(1)[0] = (byte)'\n';
        _used++;
        _rowBegun = false;
        return this;
    }

    /// <summary>An empty value: missing, or not known.</summary>
    public CsvWriter Empty()
    {
        Separate();
        return this;
    }

    /// <summary>A text, quoted where RFC 4180 asks for it, and harmless in a spreadsheet.</summary>
    /// <remarks>Ids that would be changed by this are refused where a community is declared.</remarks>
    public CsvWriter Text(string text)
    {
        Separate();
        text = FormulaText.Harmless(text);
        if (text.AsSpan().IndexOfAny(",\"\r\n") >= 0) Raw($"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"");
        else Raw(text);
        return this;
    }

    /// <summary>Energy in kWh with six decimals, from micro-kWh.</summary>
    public CsvWriter Energy(Int128 micro)
    {
        Separate();
        Whole((long)(micro / Domain.Energy.Micro));
        var place = Reserve(8);
        place[0] = (byte)'.';
        var rest = (int)(micro % Domain.Energy.Micro);
        for (var i = 6; i >= 1; i--)
        {
            place[i] = (byte)('0' + (rest % 10));
            rest /= 10;
        }

        _used += 7;
        return this;
    }

    /// <summary>Euro with two decimals; empty when not known.</summary>
    public CsvWriter Money(Money? amount)
    {
        if (amount is not { } known) return Empty();
        Separate();
        Raw(known.Eur.ToString("0.00", CultureInfo.InvariantCulture));
        return this;
    }

    /// <summary>A computed number with all its digits and no trailing zeros; empty when not known.</summary>
    public CsvWriter Number(decimal? number)
    {
        if (number is not { } known) return Empty();
        Separate();
        Raw(Significant(known).ToString(CultureInfo.InvariantCulture));
        return this;
    }

    public CsvWriter Number(int number)
    {
        Separate();
        Whole(number);
        return this;
    }

    /// <summary>The start of an hour counted from the Unix epoch, in UTC.</summary>
    public CsvWriter Hour(long sinceEpoch) => Quarter(sinceEpoch * 4);

    /// <summary>The start of a quarter of an hour counted from the Unix epoch, in UTC.</summary>
    public CsvWriter Quarter(long sinceEpoch)
    {
        Separate();
        var time = DateTime.UnixEpoch.AddMinutes(15 * sinceEpoch);
        var place = Reserve(24);
        time.TryFormat(place, out var written, "yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        _used += written;
        return this;
    }

    public void Flush()
    {
        _stream.Write(_buffer, 0, _used);
        _used = 0;
        _stream.Flush();
    }

    /// <summary>Writes what is left; the stream stays open, it is not ours.</summary>
    public void Dispose()
    {
        if (_disposed) return;
        _disposed = true;
        Flush();
        ArrayPool<byte>.Shared.Return(_buffer);
    }

    /// <summary>At most 28 significant digits and no trailing zeros; a decimal can hold a 29th.</summary>
    private static decimal Significant(decimal number)
    {
        // Dividing by one with every decimal strips trailing zeros exactly.
        var stripped = number / 1.0000000000000000000000000000m;
        Span<int> bits = stackalloc int[4];
        decimal.GetBits(stripped, bits);
        var digits = new decimal(bits[0], bits[1], bits[2], false, 0);
        return digits <= LargestOf28Digits || stripped.Scale == 0
            ? stripped
            : decimal.Round(stripped, stripped.Scale - 1, MidpointRounding.AwayFromZero) / 1.0000000000000000000000000000m;
    }

    private void Separate()
    {
        if (_rowBegun)
        {
            Reserve(1)[0] = (byte)',';
            _used++;
        }

        _rowBegun = true;
    }

    private void Whole(long number)
    {
        var place = Reserve(24);
        number.TryFormat(place, out var written, provider: CultureInfo.InvariantCulture);
        _used += written;
    }

    private void Raw(string text)
    {
        var size = Encoding.UTF8.GetMaxByteCount(text.Length);
        if (size > _buffer.Length / 2)
        {
            Flush();
            _stream.Write(Encoding.UTF8.GetBytes(text));
            return;
        }

        var place = Reserve(size);
        _used += Encoding.UTF8.GetBytes(text, place);
    }

    private Span<byte> Reserve(int size)
    {
        if (_buffer.Length - _used < size)
        {
            _stream.Write(_buffer, 0, _used);
            _used = 0;
        }

        return _buffer.AsSpan(_used);
    }
}
