using System.Globalization;
using System.Text;

namespace Cer.Host.Backup;

/// <summary>The last 2048 bytes of a backup: a tar member with the hash of all before it, and the end of the tar.</summary>
/// <remarks>Made byte for byte here, so that a reader can tell any other byte from the right one.</remarks>
internal static class ArchiveEnd
{
    public const int Size = 4 * Block;
    public const string Name = "checksum";

    private const int Block = 512;
    private const int ChecksumAt = 148;
    private const int ChecksumSize = 8;

    /// <param name="sha256">Of everything before, in hexadecimal digits.</param>
    public static byte[] Of(string sha256)
    {
        var content = $"sha256 {sha256}\n";
        var end = new byte[Size];
        Put(0, Name);
        Put(100, "0000600\0");
        Put(108, "0000000\0");
        Put(116, "0000000\0");
        Put(124, Octal(content.Length, 11) + "\0");
        Put(136, "00000000000\0");
        Put(ChecksumAt, new string(' ', ChecksumSize));
        Put(156, "0");
        Put(257, "ustar\0" + "00");
        var sum = end.AsSpan(0, Block).ToArray().Sum(value => value);
        Put(ChecksumAt, Octal(sum, 6) + "\0 ");
        Put(Block, content);
        return end;

        void Put(int at, string text) => Encoding.ASCII.GetBytes(text, end.AsSpan(at));
    }

    private static string Octal(int number, int digits) => Convert.ToString(number, 8).PadLeft(digits, '0').ToString(CultureInfo.InvariantCulture);
}
