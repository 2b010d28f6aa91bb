using System.Buffers.Binary;
using System.Text;

namespace Cer.Host.Backup;

/// <summary>The block that stands before a member of a tar whose size was not known when it was begun.</summary>
/// <remarks>Source: POSIX.1-2017, pax, ustar interchange format; above 8 GiB the size is binary, as GNU tar writes it.</remarks>
internal static class TarHeader
{
    public const int Block = 512;

    private const int SizeAt = 124;
    private const int SumAt = 148;
    private const long LargestOctal = (1L << 33) - 1;

    /// <summary>How many bytes fill the last block of a member.</summary>
    public static int Padding(long size) => (int)((Block - (size % Block)) % Block);

    public static byte[] Of(string name, long size)
    {
        var header = new byte[Block];
        Put(0, name);
        Put(100, "0000600\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        if (size <= LargestOctal)
        {
            Put(SizeAt, Octal(size, 11) + "\0");
        }
        else
        {
            header[SizeAt] = 0x80;
            BinaryPrimitives.WriteInt64BigEndian(header.AsSpan(SizeAt + 4), size);
        }

        Put(136, "00000000000\0");
        Put(SumAt, new string(' ', 8));
        Put(156, "0");
        Put(257, "ustar\0" + "00");
        Put(SumAt, Octal(header.Sum(value => value), 6) + "\0 ");
        return header;

        void Put(int at, string text) => Encoding.ASCII.GetBytes(text, header.AsSpan(at));
    }

    private static string Octal(long number, int digits) => Convert.ToString(number, 8).PadLeft(digits, '0');
}
