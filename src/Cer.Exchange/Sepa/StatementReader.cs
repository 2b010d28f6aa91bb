using System.Xml.Linq;
using Cer.Domain;
using Cer.Domain.Banking;
using NodaTime;

namespace Cer.Exchange.Sepa;

/// <summary>Reads camt.053: what was booked; an entry of many payments as so many movements, where the bank tells them.</summary>
internal static class StatementReader
{
    private const int MostMovements = 20_000;

    public static BankFile Read(XElement message)
    {
        List<Iban> accounts = [];
        List<BankMovement> movements = [];
        foreach (var statement in message.Children("Stmt"))
        {
            if (!Iban.TryParse(statement.At("Acct", "Id", "IBAN").Said(), null, out var account))
                return new BankFile.Refused("Found a statement of no IBAN, expected the account that it is of.");
            accounts.Add(account);
            foreach (var entry in statement.Children("Ntry"))
            {
                // In the later version the status stands one element deeper.
                if ((entry.At("Sts", "Cd") ?? entry.Child("Sts")).Said() != "BOOK") continue;
                movements.AddRange(Entry(entry));
                if (movements.Count > MostMovements)
                    return new BankFile.Refused($"Found more than {MostMovements} movements, expected a shorter statement.");
            }
        }

        return new BankFile.Statement(accounts, movements);
    }

    private static IEnumerable<BankMovement> Entry(XElement entry)
    {
        var sign = Sign(entry.Child("CdtDbtInd").Said());
        var total = BankValues.Amount(entry.Child("Amt"));
        var day = BankValues.Day(entry.At("BookgDt", "Dt").Said() ?? entry.At("BookgDt", "DtTm").Said(), "Ntry/BookgDt");
        var reference = entry.Child("AcctSvcrRef").Said(35);
        XElement[] details = [.. entry.Children("NtryDtls").SelectMany(all => all.Children("TxDtls"))];
        var amounts = details.Select(one => one.Child("Amt") ?? one.At("AmtDtls", "TxAmt", "Amt")).ToArray();
        // Only where the parts are told, and come to the whole: otherwise it is one movement.
        if (details.Length > 1 && amounts.All(amount => amount is not null)
            && amounts.Aggregate(Money.Zero, (sum, amount) => sum + BankValues.Amount(amount)) == total)
        {
            for (var place = 0; place < details.Length; place++)
                yield return Make(entry, details[place], BankValues.Amount(amounts[place]), sign, day, reference);
            yield break;
        }

        yield return Make(entry, details.Length == 1 ? details[0] : null, total, sign, day, reference);
    }

    private static BankMovement Make(
        XElement entry, XElement? detail, Money amount, int sign, LocalDate day, string? reference)
    {
        var batch = entry.At("NtryDtls", "Btch");
        var known = detail.At("Refs", "EndToEndId").Said(35);
        return new(
            day,
            new(sign * amount.Cents),
            known == "NOTPROVIDED" ? null : known,
            detail.At("Refs", "PmtInfId").Said(35) ?? detail.At("Refs", "MsgId").Said(35)
                ?? batch.At("PmtInfId").Said(35) ?? batch.At("MsgId").Said(35),
            detail.At("Refs", "AcctSvcrRef").Said(35) ?? reference,
            detail.At("RtrInf", "Rsn", "Cd").Said(35) ?? detail.At("RtrInf", "Rsn", "Prtry").Said(35),
            Words(entry, detail));
    }

    private static string? Words(XElement entry, XElement? detail)
    {
        var told = new[]
        {
            detail.At("RltdPties", "Cdtr", "Nm") ?? detail.At("RltdPties", "Cdtr", "Pty", "Nm"),
            detail.At("RltdPties", "Dbtr", "Nm") ?? detail.At("RltdPties", "Dbtr", "Pty", "Nm"),
            detail.At("RmtInf", "Ustrd"),
            entry.Child("AddtlNtryInf"),
        };
        var words = string.Join(" · ", told.Select(one => one.Said()).Where(one => one is not null).Distinct());
        return words.Length == 0 ? null : words.Length > 400 ? words[..400] : words;
    }

    private static int Sign(string? indicator) => indicator switch
    {
        "CRDT" => 1,
        "DBIT" => -1,
        _ => throw new FormatException("Found no CdtDbtInd, expected CRDT or DBIT."),
    };
}
