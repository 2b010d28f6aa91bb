using System.Xml.Linq;

namespace Cer.Exchange.Sepa;

/// <summary>Reads pain.002: the status of a file, of its block, and of payments in it.</summary>
internal static class StatusReader
{
    public static BankFile Read(XElement report)
    {
        var day = BankValues.Day(report.At("GrpHdr", "CreDtTm").Said(), "GrpHdr/CreDtTm");
        var original = report.At("OrgnlGrpInfAndSts");
        if (original.At("OrgnlMsgId").Said(35) is not { } message)
            return new BankFile.Refused("Found a report without OrgnlMsgId, expected the file that it is about.");
        List<PaymentStatus> statuses = [];
        if (original.At("GrpSts").Said() is { } all) statuses.Add(new(message, null, all, Reason(original), day));
        foreach (var block in report.Children("OrgnlPmtInfAndSts"))
        {
            // One block is the whole file here.
            if (block.Child("PmtInfSts").Said() is { } told) statuses.Add(new(message, null, told, Reason(block), day));
            foreach (var one in block.Children("TxInfAndSts"))
            {
                if (one.Child("OrgnlEndToEndId").Said(35) is { } known && one.Child("TxSts").Said() is { } status)
                    statuses.Add(new(message, known, status, Reason(one), day));
            }
        }

        return new BankFile.Report(statuses);
    }

    private static string? Reason(XElement? from) => from.At("StsRsnInf", "Rsn", "Cd").Said(35)
        ?? from.At("StsRsnInf", "Rsn", "Prtry").Said(35);
}
