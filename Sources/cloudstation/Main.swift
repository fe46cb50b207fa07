import ArgumentParser
import Crypto
import CryptoExtras
import GRDB
import Hummingbird
import HummingbirdTesting
import Logging
import Mustache
import ServiceLifecycle
import Yams
@main struct Main { static func main() {} }
