"""The account that signs in."""

from django.conf import settings
from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.db import models
from django.utils.crypto import salted_hmac

from accounts.enums import AccountKind
from zcps.encryption import BlindIndexField, EncryptedTextField, RowKey, blind_indexes


class UserManager(BaseUserManager["User"]):
    """Finds and creates accounts by their key."""

    def create_user(
        self, key: str, name: str, kind: AccountKind, password: str | None = None, **fields: object
    ) -> "User":
        """Create an account; `key` is what tells it from all others (see User.key)."""
        user = self.model(key=key, name=name, kind=kind, **fields)
        user.set_password(password)
        user.save(using=self._db, force_insert=True)
        return user


class User(AbstractBaseUser, PermissionsMixin):
    """One person's account of one kind. A handling officer (经办人) has one for each legal person he acts for."""

    id = RowKey(verbose_name="ID", primary_key=True)
    # personal: blind index of the ID number; legal person: 信用代码 + that of the officer; office: the user name.
    key = models.CharField("账号", max_length=160, unique=True)
    kind = models.CharField("账号类别", max_length=20, choices=AccountKind)
    name = models.CharField("姓名", max_length=60)
    id_type = models.CharField("证件类型", max_length=20, default="身份证")
    id_number = EncryptedTextField("证件号码", blank=True, default="")
    id_index = BlindIndexField(
        purpose="id_number", of="id_number", copied_in="key", blank=True, default="", db_index=True
    )
    # Office accounts only: that the number is what its owner said, and no bureau has seen his card yet.
    number_declared_at = models.DateTimeField("本人填报身份证号码的时间", null=True, blank=True)
    phone = EncryptedTextField("手机号码", blank=True, default="")
    email = models.EmailField("电子邮箱", blank=True, default="")
    assurance = models.PositiveSmallIntegerField("实名等级", default=0)
    # Legal-person accounts only: for whom the officer acts (S0 一(一)1).
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, default="", db_index=True)
    legal_name = models.CharField("法人名称", max_length=120, blank=True, default="")
    legal_representative = models.CharField("法定代表人", max_length=60, blank=True, default="")
    # Set when an expert pool admits the person, so that the hat can be offered without asking the reviews app.
    is_expert = models.BooleanField("评审专家", default=False)
    is_active = models.BooleanField("启用", default=True)
    # Every session carries it: counting on ends all of them at once.
    session_epoch = models.PositiveIntegerField(default=0)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "key"
    REQUIRED_FIELDS = ["name"]
    objects = UserManager()

    class Meta:
        verbose_name = "账号"

    def __str__(self) -> str:
        return self.name

    def _get_session_auth_hash(self, secret: str | None = None) -> str:
        """Bind sessions to the epoch as well as to the password, which most accounts do not have."""
        content = f"{self.password}:{self.session_epoch}"
        return salted_hmac("accounts.User.session", content, secret=secret, algorithm="sha256").hexdigest()

    @property
    def id_indexes(self) -> list[str]:
        """Every index under which rows about the same person may lie: two while INDEX_KEY is being changed."""
        if len(settings.INDEX_KEYS) == 1 or not self.id_number:
            return [self.id_index]
        return blind_indexes(self.id_number, "id_number")
